// A parcel shared by hand: who stands on how much of it, from which year to which.
import { Button, Drawer, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseLand } from '#domain/units.ts';
import type { SharedRow } from '../../api/matching-queries.ts';
import { mu, plainNumber } from '../../format.ts';
import { Failed } from '../../ui/trouble.tsx';
import type { Sending } from './candidate-drawer.tsx';

export interface Splitting {
  readonly code: string;
  readonly areaMu: number | null;
  readonly occupants: SharedRow['occupants'];
}

interface Line {
  readonly id: number;
  readonly uscc: string;
  readonly role: '自用' | '租用';
  /** 亩, as typed. */
  readonly area: string;
}

/** Micro-mu of what was typed; null when it is no area above zero that can be counted exactly. */
function areaOf(text: string): number | null {
  const parsed = parseLand(text.trim(), '亩');
  return parsed && !parsed.rounded && parsed.value > 0 ? parsed.value : null;
}

interface SplitDrawerProps extends Sending {
  readonly splitting: Splitting;
  readonly onClose: () => void;
}

export function SplitDrawer({ splitting, onClose, onSend, busy, fault }: SplitDrawerProps) {
  const { t } = useTranslation();
  const empty = (id: number): Line => ({ id, uscc: '', role: '自用', area: '' });
  const [lines, setLines] = useState<readonly Line[]>(() =>
    splitting.occupants.length === 0
      ? [empty(0)]
      : splitting.occupants.map(({ uscc, role, areaMu }, id) => ({ id, uscc, role, area: areaMu === null ? '' : String(areaMu) })),
  );
  const [basis, setBasis] = useState('');
  const [years, setYears] = useState<readonly [number | null, number | null]>([null, null]);
  const change = (index: number, part: Partial<Line>): void =>
    setLines((before) => before.map((line, at) => (at === index ? { ...line, ...part } : line)));
  const areas = lines.map(({ area }) => areaOf(area));
  const sum = areas.reduce<number>((total, area) => total + (area ?? 0), 0);
  const whole = splitting.areaMu === null ? null : Math.round(splitting.areaMu * 1_000_000);
  const over = whole !== null && sum > whole;
  const ready = !over && basis.trim() !== '' && areas.every((area) => area !== null) && lines.every(({ uscc }) => uscc.trim() !== '');
  const send = (): void =>
    onSend(basis.trim(), [
      {
        act: 'split',
        parcel: splitting.code,
        shares: lines.map(({ uscc, role }, index) => ({ uscc: uscc.trim().toUpperCase(), role, area: areas[index]! })),
        fromYear: years[0],
        toYear: years[1],
      },
    ]);
  return (
    <Drawer open onClose={onClose} size={640} title={t('desk.matching.splitting.title', { code: splitting.code })}>
      <div className="desk-stack" data-testid="splitting">
        {lines.map((line, index) => (
          <div className="desk-share" key={line.id}>
            <Input
              aria-label={t('desk.matching.columns.uscc')}
              placeholder={t('desk.matching.columns.uscc')}
              value={line.uscc}
              onChange={(event) => change(index, { uscc: event.target.value })}
            />
            <Select<Line['role']>
              aria-label={t('desk.matching.columns.role')}
              value={line.role}
              onChange={(role) => change(index, { role })}
              options={(['自用', '租用'] as const).map((role) => ({ value: role, label: role }))}
            />
            <Input
              aria-label={t('desk.matching.splitting.share')}
              placeholder={t('desk.matching.splitting.share')}
              value={line.area}
              {...(line.area !== '' && areas[index] === null ? { status: 'error' as const } : {})}
              onChange={(event) => change(index, { area: event.target.value })}
            />
            <Button onClick={() => setLines((before) => before.filter((_, at) => at !== index))} disabled={lines.length === 1}>
              {t('desk.matching.splitting.remove')}
            </Button>
          </div>
        ))}
        <Button onClick={() => setLines((before) => [...before, empty(Math.max(0, ...before.map(({ id }) => id)) + 1)])}>
          {t('desk.matching.splitting.add')}
        </Button>
        <p className={over ? 'desk-broken' : 'note'} aria-live="polite">
          {t('desk.matching.splitting.sum', {
            sum: mu(sum, 6),
            area: plainNumber(splitting.areaMu, 6),
            rest: whole === null ? '—' : mu(whole - sum, 6),
          })}
          {over && ` · ${t('desk.matching.splitting.over')}`}
          {lines.some(({ area }, index) => area !== '' && areas[index] === null) && ` · ${t('desk.matching.splitting.unreadable')}`}
        </p>
        <div className="desk-acts">
          {(['from', 'to'] as const).map((end, index) => (
            <label key={end} className="desk-field">
              <span>{t(`desk.matching.splitting.${end}`)}</span>
              <InputNumber<number>
                min={1990}
                max={2100}
                precision={0}
                value={years[index] ?? null}
                placeholder={t('desk.matching.splitting.open')}
                onChange={(year) => setYears((before) => (index === 0 ? [year, before[1]] : [before[0], year]))}
              />
            </label>
          ))}
        </div>
        <label className="desk-field">
          <span>{t('desk.matching.basis')}</span>
          <Input
            value={basis}
            onChange={(event) => setBasis(event.target.value)}
            placeholder={t('desk.matching.basisHint')}
            maxLength={2000}
          />
        </label>
        {fault !== null && <Failed detail={fault} />}
        <Button type="primary" disabled={!ready || busy} loading={busy} onClick={send}>
          {t('desk.matching.splitting.save')}
        </Button>
      </div>
    </Drawer>
  );
}
