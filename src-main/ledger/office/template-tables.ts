import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';

function notYet(method: string): never {
  throw new Refusal('unknown_method', { method });
}

export const listTemplates: Handler<'templates.list'> = () => notYet('templates.list');
export const learnTemplate: Handler<'templates.learn'> = () => notYet('templates.learn');
export const showTemplate: Handler<'templates.show'> = () => notYet('templates.show');
export const saveTemplate: Handler<'templates.save'> = () => notYet('templates.save');
export const previewTemplate: Handler<'templates.preview'> = () => notYet('templates.preview');
export const fillTemplate: Handler<'templates.fill'> = () => notYet('templates.fill');
