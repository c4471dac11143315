// The choices of a print: paper, orientation, extent, scale, words on the sheet.
import { Checkbox, Form, Input, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { orientations, papers, type Orientation, type Paper } from '#domain/print/paper.ts';
import { roundScales, scaleText } from '#domain/print/scale.ts';

export interface PrintChoices {
  readonly what: 'wall' | 'sheets';
  readonly paper: Paper;
  readonly orientation: Orientation;
  readonly extent: 'county' | 'parcels' | 'view';
  /** 0: fitted. */
  readonly scale: number;
  readonly title: string;
  readonly review: string;
  readonly source: string;
  readonly insets: boolean;
}

export const firstChoices: PrintChoices = {
  what: 'wall',
  paper: 'A3',
  orientation: 'landscape',
  extent: 'county',
  scale: 0,
  title: '',
  review: '',
  source: '',
  insets: true,
};

const offeredScales = roundScales.filter((denominator) => denominator >= 500 && denominator <= 1_000_000);

export function PrintForm({
  choices,
  sheets,
  onChange,
}: {
  choices: PrintChoices;
  sheets: number;
  onChange: (next: PrintChoices) => void;
}) {
  const { t } = useTranslation();
  const set = <K extends keyof PrintChoices>(key: K, value: PrintChoices[K]): void => onChange({ ...choices, [key]: value });
  const wall = choices.what === 'wall';
  return (
    <Form layout="vertical" size="middle" className="print-form">
      <Form.Item label={t('print.what')}>
        <Segmented<PrintChoices['what']>
          block
          value={choices.what}
          options={[
            { value: 'wall', label: t('print.wall') },
            { value: 'sheets', label: t('print.sheets', { count: sheets }) },
          ]}
          onChange={(value) => set('what', value)}
        />
      </Form.Item>
      {wall && (
        <>
          <div className="print-pair">
            <Form.Item label={t('print.paper')}>
              <Segmented block value={choices.paper} options={[...papers]} onChange={(value) => set('paper', value)} />
            </Form.Item>
            <Form.Item label={t('print.orientation')}>
              <Segmented
                block
                value={choices.orientation}
                options={orientations.map((value) => ({ value, label: t(`print.${value}`) }))}
                onChange={(value) => set('orientation', value)}
              />
            </Form.Item>
          </div>
          <Form.Item label={t('print.extent')}>
            <Segmented<PrintChoices['extent']>
              block
              value={choices.extent}
              options={(['county', 'parcels', 'view'] as const).map((value) => ({ value, label: t(`print.extents.${value}`) }))}
              onChange={(value) => set('extent', value)}
            />
          </Form.Item>
          <div className="print-pair">
            <Form.Item label={t('print.name')} htmlFor="print-title">
              <Input id="print-title" maxLength={80} value={choices.title} onChange={(event) => set('title', event.target.value)} />
            </Form.Item>
            <Form.Item label={t('print.scale')} htmlFor="print-scale">
              <Select
                id="print-scale"
                value={choices.scale}
                options={[{ value: 0, label: t('print.fit') }, ...offeredScales.map((value) => ({ value, label: scaleText(value) }))]}
                onChange={(value: number) => set('scale', value)}
              />
            </Form.Item>
          </div>
        </>
      )}
      <div className="print-pair">
        <Form.Item label={t('print.review')} htmlFor="print-review" tooltip={t('print.reviewHint')}>
          <Input id="print-review" maxLength={60} value={choices.review} onChange={(event) => set('review', event.target.value)} />
        </Form.Item>
        <Form.Item label={t('print.source')} htmlFor="print-source">
          <Input
            id="print-source"
            maxLength={200}
            value={choices.source}
            placeholder={t('print.sourceHint')}
            onChange={(event) => set('source', event.target.value)}
          />
        </Form.Item>
      </div>
      {wall && (
        <Checkbox checked={choices.insets} onChange={(event) => set('insets', event.target.checked)}>
          {t('print.insets')}
        </Checkbox>
      )}
    </Form>
  );
}
