/**
 * Every expected failure of every process. The three sentences say what happened, whether the data is safe, and what to do;
 * `{name}` is filled from the failure's params.
 */
const texts = {
  // the door
  invalid_input: ['填写的内容不对：{detail}', '没有写入任何内容，台账没有变化。', '请改正后再试。'],
  unknown_method: [
    '程序内部调用了不存在的功能“{method}”。',
    '台账没有变化。',
    '请重新打开程序；仍出现时生成诊断文件交给维护人员。',
  ],
  too_large: ['一次提交的内容太大。', '没有写入任何内容，台账没有变化。', '请分几次提交。'],
  unexpected: [
    '程序出了没有料到的错误。',
    '已保存的内容都在台账里；正在做的这一步没有写入。',
    '请再试一次；仍出现时把事件编号 {incident} 告诉维护人员。',
  ],
  ledger_stopped: [
    '台账进程意外停止，正在重新启动。',
    '已保存的内容都在；正在做的这一步可能没有写入。',
    '请稍候再试一次，重复提交不会写两遍。',
  ],
  ledger_lost: [
    '台账进程几次意外停止，已不再自动重启。',
    '已保存的内容都在台账里；正在做的这一步可能没有写入。',
    '请退出程序再打开；仍出现时把这段话复制给维护人员。',
  ],
  // the ledger file
  no_ledger: ['这里还没有台账。', '没有改动任何文件。', '请先填写我是谁，建立台账。'],
  ledger_exists: ['这里已经有一个台账。', '原台账没有变化。', '请换一个文件夹，或直接打开原台账。'],
  ledger_busy: ['台账正被另一个程序占用。', '台账没有变化。', '请关闭另一个五包工作台窗口后再试。'],
  ledger_damaged: [
    '台账文件损坏，打不开：{detail}',
    '原文件没有动过，备份也在。',
    '请从备份恢复，或只读打开先看能看的。',
  ],
  ledger_newer: [
    '台账由更新版本的程序写成（结构 {found}，本程序 {known}）。',
    '数据完好，已按只读方式打开。',
    '请升级五包工作台后再编辑。',
  ],
  migration_changed: [
    '程序自带的升级脚本 {name} 与台账里登记的不一致。',
    '台账没有变化。',
    '请重新安装程序；不要手工改动升级脚本。',
  ],
  migration_failed: [
    '台账升级到结构 {version} 时失败：{detail}',
    '升级已整体撤回，升级前的备份在 {backup}。',
    '请把这句话告诉维护人员，或用旧版本程序打开。',
  ],
  read_only: ['台账是只读打开的，不能修改。', '台账没有变化。', '请按页面提示处理后再编辑。'],
  folder_not_empty: ['文件夹不是空的：{path}', '没有写入任何内容，里面的东西没有动过。', '请换一个空文件夹。'],
  folder_unwritable: ['文件夹不能写入：{path}', '没有写入任何内容。', '请换一个文件夹，或请管理员放开写入权限。'],
  disk_full: ['磁盘空间不够，写不下去。', '这一步已整体撤回，原有数据完好。', '请腾出空间后再试一次。'],
  // records
  unknown_entity: ['没有“{entity}”这种记录。', '台账没有变化。', '可用的有：{known}。'],
  unknown_field: ['{entity}没有“{field}”这个字段。', '台账没有变化。', '请检查字段名。'],
  no_record: ['找不到这条{entity}：{id}', '台账没有变化。', '它可能在另一台电脑上，先导入对方的包再试。'],
  invalid_value: ['“{label}”填写的内容不对：{detail}', '原来的值还在，没有变化。', '请改正后再试。'],
  missing_value: ['“{label}”没有填。', '没有写入任何内容。', '请填好后再试。'],
  record_exists: ['这条{entity}已经有了。', '原记录没有变化。', '请打开原记录修改。'],
  illegal_move: ['项目不能从“{from}”转到“{to}”。', '台账没有变化。', '请在变更阶段里选一个可以转到的阶段。'],
  not_deleted: ['这条记录没有被删除，不用恢复。', '台账没有变化。', ''],
  nothing_to_undo: ['没有可以撤销的改动。', '台账没有变化。', ''],
  secret_mark: [
    '内容带有密级标志“{mark}”，本系统不处理涉密信息。',
    '没有写入任何内容。',
    '请按保密规定在涉密设备上处理。',
  ],
  // Excel
  not_a_workbook: [
    '“{name}”不是能读的表格。',
    '没有写入任何内容，台账没有变化。',
    '请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。',
  ],
  workbook_password: [
    '“{name}”受密码保护，打不开。',
    '没有写入任何内容，台账没有变化。',
    '请在 WPS 或 Excel 里取消密码后另存，再导入。',
  ],
  workbook_too_large: [
    '“{name}”展开后太大（约 {size} MB，上限 {limit} MB），可能不是正常的表格。',
    '没有写入任何内容，台账没有变化。',
    '请删去多余的工作表和空白行，另存后再导入。',
  ],
  workbook_empty: ['“{name}”里没有可以导入的数据。', '台账没有变化。', '请检查是否选对了文件和工作表。'],
  no_header: ['在“{name}”里没有认出表头。', '没有写入任何内容，台账没有变化。', '请确认表里有“项目名称”这一列。'],
  no_sheet: ['“{name}”里没有工作表“{sheet}”。', '台账没有变化。', '可用的有：{known}。'],
  workbook_zipped: [
    '“{name}”是压缩包，里面才是表格。',
    '没有写入任何内容，台账没有变化。',
    '请先解压，再选里面的表格。',
  ],
  table_sideways: [
    '“{name}”里的项目是一列一个（横着排的），读不了。',
    '没有写入任何内容，台账没有变化。',
    '请在 Excel 或 WPS 里复制整张表，用“选择性粘贴—转置”贴到新表里，另存后再导入。',
  ],
  workbook_too_heavy: [
    '“{name}”{what}，不是正常的台账，已停止读取。',
    '没有写入任何内容，台账没有变化。',
    '请把要导的行和列复制到一张新表里，另存后再导入。',
  ],
  reading_cancelled: ['已取消读取“{name}”。', '没有写入任何内容，台账没有变化。', '要导入时再选一次文件。'],
  unit_undecided: [
    '第 {row} 行{column}列的金额单位不明确，须先选定万元还是亿元。',
    '没有写入任何内容。',
    '请在疑问里选定后再写入。',
  ],
  doubt_undecided: [
    '第 {row} 行{column}列还有一处疑问没有选定（{message}）。',
    '没有写入任何内容。',
    '请在疑问里选定后再写入。',
  ],
  // superiors' blank tables
  template_kind: [
    '“{name}”不是 .xlsx 表格，不能照原样填。',
    '没有写入任何内容，台账没有变化。',
    '请先在 WPS 或 Excel 里另存为 .xlsx，再选它。',
  ],
  document_template_kind: [
    '“{name}”不是能填的 .docx 模板：不是 Word 文档、损坏、带宏，或者引用了外部文件。',
    '没有写入任何内容，台账没有变化。',
    '请在 WPS 或 Word 里另存为不带宏的 .docx，断开对外部文件的引用，再选它。',
  ],
  document_template_too_large: [
    '模板“{name}”太大（{size} MB，上限 {limit} MB）。',
    '没有写入任何内容，台账没有变化。',
    '请压缩或删去里面的图片，另存后再试。',
  ],
  document_template_unfit: [
    '模板“{name}”不能用：{detail}',
    '没有写入任何内容，原来的模板没有变化。',
    '请在 WPS 或 Word 里逐条改好，再选一次。',
  ],
  template_too_large: [
    '表样“{name}”太大（{size} MB，上限 {limit} MB）。',
    '没有写入任何内容，台账没有变化。',
    '请删去里面的图片、多余的工作表和空白行，另存后再试。',
  ],
  template_unfit: ['“{name}”填不了：{detail}', '没有写出任何文件，台账没有变化。', '请改好对应关系或换一张表再试。'],
  // files
  no_file: ['文件不见了，或者没有通过选择窗口给出：{name}', '台账没有变化。', '请重新选择文件。'],
  file_unreadable: ['读不了文件“{name}”：{detail}', '台账没有变化。', '请检查 U 盘是否插好、文件是否被别的程序占用。'],
  file_unwritable: [
    '写不了文件“{name}”：{detail}',
    '台账没有变化，原来的文件没有动过。',
    '请检查 U 盘是否插好、空间是否够，或换一个位置。',
  ],
  print_failed: [
    '没有生成 PDF：{detail}',
    '没有写出任何文件，台账没有变化。',
    '请再试一次；仍出现时先生成 Word 文件打印。',
  ],
  unc_refused: ['不能直接读写网络路径：{name}', '台账没有变化。', '请先复制到本机再操作。'],
  // attachments
  attachment_refused: ['“{name}”没有添加：{detail}', '原来的文件没有动过。', '请检查文件后再试；太大的先压缩或分开。'],
  attachment_awaiting: [
    '附件“{name}”的文件还没到，或已经损坏。',
    '登记的内容都在，台账没有变化。',
    '请导入带附件的包；等不到时请添加它的人重新生成上报包。',
  ],
  attachment_unsafe: ['“{name}”{detail}，不直接打开。', '文件没有动过。', '确要看时请用“另存”，并先确认来源可靠。'],
  // packages
  wrong_recipient: [
    '“{name}”是加密给别人的，本机没有打开它的钥匙。',
    '没有并入任何内容，原文件没有动过。',
    '请让对方重新生成，生成时选本机作收件方；本机换过钥匙的，先把新的登记文件交给对方。',
  ],
  passphrase_needed: [
    '“{name}”是用口令加密的。',
    '没有并入任何内容，原文件没有动过。',
    '请向对方问口令，填好后再收一次。',
  ],
  wrong_passphrase: [
    '“{name}”的口令不对。',
    '没有并入任何内容，原文件没有动过。',
    '请核对口令的大小写和空格，再收一次。',
  ],
  weak_passphrase: ['口令太短。', '没有生成任何文件。', '请至少用 {least} 个字，别用手机号、生日这样的数字。'],
  no_recipient: ['“{name}”还没有加密用的公钥。', '没有生成任何文件。', '请先收下它的登记文件，或不加密生成。'],
  recipient_revoked: [
    '“{name}”的设备已停用，不能加密给它。',
    '没有生成任何文件。',
    '请选别的收件方；确要恢复时先在设备名册里重新批准。',
  ],
  not_a_package: [
    '“{name}”不是上报包，或已经损坏：{detail}',
    '没有并入任何内容，台账没有变化。',
    '请让对方重新生成后再发一次。',
  ],
  package_newer: [
    '“{name}”要用更新版本的五包工作台才能读。',
    '台账没有变化。',
    '请升级程序再收；文件没有坏，不用重新生成。',
  ],
  not_an_enrolment: [
    '“{name}”不是登记文件。',
    '台账没有变化。',
    '请选对方在“同步”页导出的登记文件；上报包直接收就行。',
  ],
  enrolled_elsewhere: [
    '“{name}”的设备登记在另一个城市的台账里。',
    '台账没有变化。',
    '请检查是不是拿错了文件，或打电话向对方核实。',
  ],
  package_missing: [
    '存下来的原包“{name}”不见了或已损坏。',
    '没有写入汇总包，台账没有变化。',
    '请把这个包再导入一次，或从备份恢复。',
  ],
  device_not_approved: [
    '{person}的设备还没有批准，或者已停用，不能给它返还。',
    '没有写入任何文件。',
    '请先核对指纹，批准这台设备。',
  ],
  receipt_nothing: ['还没有收到过{person}的改动，没有可回执的。', '台账没有变化。', '请先收下对方的上报包。'],
  receipt_unreadable: ['这段回执没有读完整。', '没有改动任何内容。', '请再扫一次，或让对方把回执码整段复制过来。'],
  receipt_unknown_commission: [
    '签这张回执的设备，本机还没有核对过指纹。',
    '没有改动任何内容。',
    '请先收下对方的返还包，核对指纹后再扫一次。',
  ],
  receipt_forged: [
    '回执的签名不对，不是市发改委写的，或者被人改过。',
    '没有改动任何内容。',
    '请打电话向对方核实，让对方重新出一张。',
  ],
  receipt_other_device: ['这张回执是给别的设备的。', '没有改动任何内容。', '请让对方在设备名册里选本机再出一张。'],
  nothing_to_report: ['还没有任何改动可以上报。', '台账没有变化。', '先录入或导入项目，再生成上报包。'],
  unknown_device: ['登记簿里没有这台设备：{device}', '台账没有变化。', '请先收下对方的登记文件。'],
  not_commission: ['只有市发改委的台账能登记设备。', '台账没有变化。', '请在市发改委的电脑上操作。'],
  device_key_missing: [
    '本机密钥（device.key）不见了或打不开，不能签名。',
    '台账数据完好，没有写出任何文件。',
    '请从备份找回 device.key 放回台账文件夹，或请市发改委重新登记本机。',
  ],
  device_key_protected: [
    '本机密钥（device.key）由操作系统保护，这里打不开，不能签名。',
    '台账数据完好，没有写出任何文件。',
    '请在建台账的那台电脑上、用当时的系统账户打开五包工作台的窗口来做；换了电脑时请在“设置”里重新登记本机。',
  ],
  no_key_protection: [
    '这台电脑的系统没有可用的密钥保管。',
    '本机密钥没有变化。',
    '请给电脑设开机密码，不要把台账文件夹拷给别人。',
  ],
  // conflicts
  no_conflict: ['这处冲突已经不在了。', '台账没有变化。', '可能已由别人裁定，请刷新看看。'],
  reason_required: ['须写明理由。', '没有写入任何内容。', '理由会写入历史，请补上。'],
  // changes outside a device's scope
  no_review: ['这处越权改动已经裁定，或不在本机。', '台账没有变化。', '可能已由别人裁定，请刷新看看。'],
  review_not_here: [
    '这处越权改动不归本机裁定。',
    '改动原样保留，台账没有变化。',
    '请由市发改委裁定，结果随返还包带回来。',
  ],
  review_project: [
    '这条{entity}所属的项目不在本机台账里，还不能采纳。',
    '没有写入任何内容，改动原样保留。',
    '请先采纳它的项目；项目到了、且在分管范围内时会自动并入。',
  ],
  // problems
  step_refused: ['这一步现在不能办：{reason}', '没有写入任何内容，台账没有变化。', '请补齐或换人办理后再试。'],
  // progress
  month_closed: [
    '{month}的月报已经关闭，改数要写更正原因。',
    '没有写入任何内容，原来的数还在。',
    '请写明原因后再保存，原因会留在历史里。',
  ],
  year_not_over: ['{year}年还没有过完，不能结转。', '台账没有变化。', '请在次年结转。'],
  nothing_to_carry: ['{year}年没有要结转的项目。', '台账没有变化。', '已结转过的项目不会再结转一次。'],
  // bulletins, backups
  invalid_period: [
    '“{period}”不是一个期次。',
    '没有生成任何文件。',
    '请写成 2018-09-H1（上半月）、2018-09-H2（下半月）、2018-09（月）、2018-Q3（季度）或 2018（年）。',
  ],
  not_frozen: [
    '{period}没有冻结，没有可比的底数。',
    '台账没有变化。',
    '请选已经冻结的一期作比较的起点；以后每期冻结后就能比。',
  ],
  frozen_unreadable: [
    '{period}冻结的数读不出来，可能被改写过。',
    '台账没有变化，改写以前的数还在改动记录里。',
    '请打开“同步”看这一期有没有冲突，或请维护人员从改动记录里恢复。',
  ],
  freeze_not_commission: [
    '只有发改委的台账能冻结通报数据。',
    '没有冻结任何数据，台账没有变化。',
    '请在发改委的电脑上操作；要看现在的数可以先不冻结。',
  ],
  targets_not_city: ['全市和各地的目标由市发改委定。', '没有改任何内容。', '请与市发改委联系，由他们改后发给各地。'],
  evaluation_not_commission: [
    '只有发改委的台账能做考评。',
    '台账没有变化。',
    '公布的考评结果会随回传包下来，在那里看。',
  ],
  evaluation_not_begun: ['{period}还没有开始，不能考评。', '台账没有变化。', '请选一个已经开始的期次。'],
  evaluation_running: [
    '{period}还没有结束，现在的得分是试算，不能公布。',
    '没有公布任何结果，台账没有变化。',
    '请等 {end} 以后再公布；现在要稿子，可以先出送审稿。',
  ],
  region_map_unreadable: ['读不了地图文件“{name}”：{detail}。', '原来的地图没有变化。', '请改好文件后再选一次。'],
  unknown_rubric: ['没有“{name}”这个考评规则。', '台账没有变化。', '可用的有：{known}。'],
  rubric_preset: ['“{name}”是程序自带的规则，不能改、不能删。', '台账没有变化。', '请换一个名称，存成自己的规则。'],
  invalid_rubric: ['考评规则有 {count} 处不对：{detail}', '没有保存，原来的规则还在。', '请逐处改正后再保存。'],
  mark_own_decision: [
    '这一条是{person}提出的，不能由{person}自己认定。',
    '没有认定，台账没有变化。',
    '请由另一个人核对依据后认定，认定人写那个人的姓名。',
  ],
  mark_decided: ['这一条已由{person}{state}，不能再改。', '台账没有变化。', '要改时请撤下这一条，重新提出。'],
  period_not_begun: [
    '{period}还没有开始，不能冻结。',
    '没有冻结任何数据，台账没有变化。',
    '请等本期开始后再冻结；要看现在的数可以先不冻结。',
  ],
  not_a_backup: ['“{name}”不是五包工作台的备份，或已经损坏：{detail}', '现有台账没有变化。', '请换一个备份文件。'],
  demonstration_only: ['这一步只能在演示数据里做。', '台账没有变化。', ''],
} as const satisfies Record<string, readonly [string, string, string]>;

export type ErrorCode = keyof typeof texts;

export interface Failure {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string>>;
  /** Names the entry in the log; only where something unexpected happened. */
  readonly incident?: string;
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(texts, code);
}

/** The three Chinese sentences of a failure; a sentence that has nothing to say is empty. */
export function describeFailure(failure: Failure): { what: string; safe: string; next: string } {
  const params: Record<string, string> = { incident: failure.incident ?? '', ...failure.params };
  const [what, safe, next] = texts[failure.code].map((text) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? ''),
  );
  return { what: what ?? '', safe: safe ?? '', next: next ?? '' };
}

/** The sentences run together, for the command line and for logs; one that ends in somebody's words gets its full stop. */
export function failureMessage(failure: Failure): string {
  const { what, safe, next } = describeFailure(failure);
  return [what, safe, next]
    .filter(Boolean)
    .map((sentence) => (/[。！？]$/.test(sentence) ? sentence : `${sentence}。`))
    .join('');
}

/** An expected failure on its way to the door, where it becomes a value. Everything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(code: ErrorCode, params: Record<string, string | number> = {}) {
    const failure: Failure = {
      code,
      params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
    };
    super(failureMessage(failure));
    this.name = 'Refusal';
    this.failure = failure;
  }
}
