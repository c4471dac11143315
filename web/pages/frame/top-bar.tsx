// The bar on top: county, policy with its status, as-of day, search, the mark of invented data, who is signed in, language.
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Select, Tooltip, type SelectProps } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { countiesQuery, policiesQuery } from '../../api/queries.ts';
import { day } from '../../format.ts';
import { changeLanguage } from '../../i18n/i18n.ts';
import { resolveView } from '../../state/resolve-view.ts';
import { useViewState } from '../../state/view-context.tsx';
import { Badge, statusTone } from '../../ui/badge.tsx';
import { Themed } from '../../ui/themed.tsx';
import { SearchBox } from './search-box.tsx';
import { SessionMenu } from './session-menu.tsx';

/** The document's own word for its status; "not stated" where it has none. */
function StatusBadge({ status }: { status: string }) {
  const { t } = useTranslation();
  const tone = statusTone(status);
  return (
    <Badge tone={tone} title={t('frame.policyStatus')}>
      {tone === 'unknown' ? t('frame.statusUnknown') : status}
    </Badge>
  );
}

const policyOption: NonNullable<SelectProps<string, { label: string; value: string; status: string }>['optionRender']> = ({ data }) => (
  <div className="search-option">
    <span>{data.label}</span>
    <StatusBadge status={data.status} />
  </div>
);

function Bar() {
  const { t, i18n } = useTranslation();
  const { view, change } = useViewState();
  const counties = useQuery(countiesQuery);
  const policies = useQuery(policiesQuery);
  const county = counties.data?.find((one) => one.code === view?.county);
  const shown = view && county ? resolveView(view, county) : null;
  const statusOf = (id: string): string => policies.data?.find((one) => one.id === id)?.status ?? '';
  const offered = (policies.data ?? []).filter((policy) => county?.policies.includes(policy.id) || policy.id === shown?.policy);

  return (
    <header className="bar">
      <Select
        aria-label={t('frame.county')}
        style={{ minWidth: 116 }}
        loading={counties.isPending}
        value={county?.code ?? null}
        options={(counties.data ?? []).map((one) => ({ value: one.code, label: one.name }))}
        onChange={(code) =>
          change({
            county: code,
            policy: undefined,
            year: undefined,
            baseYear: undefined,
            asOf: undefined,
            filter: undefined,
            camera: undefined,
            open: undefined,
            selection: undefined,
            ledger: undefined,
          })
        }
      />
      <div className="bar-policy">
        <Select
          aria-label={t('frame.policy')}
          style={{ minWidth: 200 }}
          loading={policies.isPending}
          placeholder={t('frame.noPolicy')}
          disabled={policies.isSuccess && offered.length === 0}
          value={shown?.policy ?? null}
          onChange={(policy) => change({ policy })}
          options={offered.map((policy) => ({ value: policy.id, label: policy.title, status: policy.status }))}
          optionRender={policyOption}
        />
        {shown?.policy && policies.data && <StatusBadge status={statusOf(shown.policy)} />}
      </div>
      <Tooltip title={t('frame.asOfHint')}>
        <DatePicker
          aria-label={t('frame.asOfLabel')}
          allowClear={view?.asOf !== undefined && view.asOf !== county?.viewDay}
          value={shown ? dayjs(shown.asOf) : null}
          format={(value) => t('frame.asOf', { day: day(value.format('YYYY-MM-DD'), i18n.language) })}
          inputReadOnly
          style={{ minWidth: 176 }}
          onChange={(value) => change({ asOf: value ? value.format('YYYY-MM-DD') : undefined })}
        />
      </Tooltip>
      {view && <SearchBox county={view.county} />}
      <div className="bar-end">
        {county?.demo && (
          <Badge tone="demo" title={t('frame.demoHint')}>
            {t('frame.demo')}
          </Badge>
        )}
        <SessionMenu townshipName={(code) => county?.townships.find((one) => one.code === code)?.name ?? code} />
        <Button
          type="text"
          size="small"
          aria-label={t('frame.languageHint')}
          lang={i18n.language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => void changeLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')}
        >
          {t('frame.language')}
        </Button>
      </div>
    </header>
  );
}

export function TopBar() {
  return (
    <Themed>
      <Bar />
    </Themed>
  );
}
