// How the county reckons cost and score: the version that stands, editable as a new one with its basis; the old ones stay to be read.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#domain/repurchase/settings.ts';
import { renewRepurchase, settingsQuery, writeSettings } from '../../api/repurchase-queries.ts';
import type { SettingsHistory, SettingsReply } from '../../api/repurchase-replies.ts';
import { day } from '../../format.ts';
import { useChoice } from '../../state/choice.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import type { ChoiceFigures } from './choice-figures.ts';
import { SettingsFields } from './settings-fields.tsx';
import { SidePanel } from './side-panel.tsx';

function Editor({ history, county, onDone }: { history: SettingsHistory; county: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [settings, setSettings] = useState<Settings>(history.current.settings);
  const [basis, setBasis] = useState('');
  const changed = JSON.stringify(settings) !== JSON.stringify(history.current.settings);
  const save = useMutation({
    mutationFn: () => writeSettings({ county, basis: basis.trim(), settings }),
    onSuccess: async () => {
      await renewRepurchase(queries);
      onDone();
    },
  });
  return (
    <form
      className="buy-part"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p className="note">{t('repurchase.settings.editNote')}</p>
      <SettingsFields settings={settings} onChange={setSettings} />
      <label className="buy-stack">
        {t('repurchase.settings.basis')}
        <Input
          value={basis}
          maxLength={2000}
          placeholder={t('repurchase.settings.basisHint')}
          onChange={(event) => setBasis(event.target.value)}
        />
      </label>
      {save.isError && <Failed detail={problemText(t, save.error)} />}
      <div className="buy-buttons end">
        <Button onClick={onDone}>{t('repurchase.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!changed || basis.trim() === ''}>
          {t('repurchase.settings.save')}
        </Button>
      </div>
    </form>
  );
}

export function SettingsPanel({ figures }: { figures: ChoiceFigures }) {
  const { t, i18n } = useTranslation();
  const { choose } = useChoice();
  const { county } = figures;
  const query = useQuery(settingsQuery({ county: county.code, version: county.version }));
  const [editing, setEditing] = useState(false);
  const [seen, setSeen] = useState<number | null>(null);
  const versions = query.data?.versions ?? [];
  const shown: SettingsReply | undefined = versions.find(({ version }) => version === seen) ?? query.data?.current;
  const title = (one: SettingsReply): string =>
    one.example ? t('repurchase.settings.example') : t('repurchase.settings.version', { version: one.version });
  return (
    <SidePanel
      title={t('repurchase.panels.settings')}
      note={t('repurchase.label')}
      tools={
        !editing && (
          <Button size="small" disabled={!query.data} onClick={() => setEditing(true)}>
            {t('repurchase.settings.edit')}
          </Button>
        )
      }
      onClose={() => choose({ panel: 'none' }, { replace: true })}
    >
      {query.isPending && <Loading lines={10} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {query.data && editing && <Editor history={query.data} county={county.code} onDone={() => setEditing(false)} />}
      {shown && !editing && (
        <div className="buy-part">
          {versions.length > 1 && (
            <Select<number>
              size="small"
              aria-label={t('repurchase.settings.which')}
              value={shown.version}
              onChange={setSeen}
              options={[...versions].reverse().map((one) => ({ value: one.version, label: title(one) }))}
            />
          )}
          <p className={shown.example ? 'buy-warning' : 'note'}>
            {title(shown)} · {shown.basis}
            {!shown.example && ` · ${day(shown.recordedAt, i18n.language)} ${shown.actor}`}
          </p>
          <SettingsFields settings={shown.settings} />
        </div>
      )}
    </SidePanel>
  );
}
