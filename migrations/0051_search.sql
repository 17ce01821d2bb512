-- Words of the full-text index are cut before they come here, letters, digits and Han characters alone, lower case: a tokenizer that asks
-- the class of every character once more made an import's index a quarter dearer. The program fills the index anew when it opens the ledger.
DROP TABLE search_text;
CREATE VIRTUAL TABLE search_text USING fts5 (words, content='', contentless_delete=1, tokenize='ascii');
INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 16777216);
