// The tables of the page as files: each exactly what is shown, on the same day.
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { progressExport, type ProgressKey } from '../../api/progress-queries.ts';

const parts = ['townships', 'breakdowns', 'pipeline', 'counters', 'entries'] as const;

export function ExportMenu({ of }: { of: ProgressKey }) {
  const { t } = useTranslation();
  const items = parts.map((part) => ({
    key: part,
    label: t(`progress.export.${part}`),
    children: (['xlsx', 'csv'] as const).map((format) => ({
      key: `${part}.${format}`,
      label: (
        <a href={progressExport(of, part, format)} download>
          {format.toUpperCase()}
        </a>
      ),
    })),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button>{t('progress.export.title')} ▾</Button>
    </Dropdown>
  );
}
