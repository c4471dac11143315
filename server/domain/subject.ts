// What a file of a bureau tells about: the `--as` of the command line, the `subject` of an upload.

export const subjects = ['parcels', 'firms', 'accounts', 'tenure', 'townships', 'blocks', 'ledger', 'zones'] as const;
export type Subject = (typeof subjects)[number];

export const subjectNames: Readonly<Record<Subject, { readonly zh: string; readonly en: string }>> = {
  parcels: { zh: '宗地', en: 'parcels' },
  firms: { zh: '企业', en: 'firms' },
  accounts: { zh: '账目', en: 'accounts' },
  tenure: { zh: '租用关系', en: 'tenure' },
  townships: { zh: '乡镇', en: 'townships' },
  blocks: { zh: '工业区块', en: 'blocks' },
  ledger: { zh: '台账', en: 'ledger' },
  zones: { zh: '规划分区', en: 'planning zones' },
};

/** Files of several subjects go in this order: what others refer to comes first. Any order gives the same record. */
export const subjectOrder: readonly Subject[] = ['townships', 'blocks', 'zones', 'parcels', 'firms', 'accounts', 'tenure', 'ledger'];
