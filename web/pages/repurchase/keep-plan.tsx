// Keeps what is chosen as a plan under a name: a draft when it was put together by hand, a solved one when it was found.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepPlan, putPlan, renewRepurchase } from '../../api/repurchase-queries.ts';
import { keepRun } from '../../api/solve-runs.ts';
import { useChoice } from '../../state/choice.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';
import type { ChoiceFigures } from './choice-figures.ts';
import type { Solving } from './solving.ts';

export function KeepPlan({ figures, solving }: { figures: ChoiceFigures; solving: Solving }) {
  const { t } = useTranslation();
  const { choose } = useChoice();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const { chosen, chosenFrom, county, adjacency } = figures;
  const keep = useMutation({
    mutationFn: () =>
      chosenFrom === 'result' && solving.search?.id
        ? keepRun(solving.search.id, { name: name.trim(), which: solving.shown })
        : keepPlan({ county: county.code, name: name.trim(), parcels: [...chosen], adjacency }),
    onSuccess: (kept) => {
      putPlan(queries, { county: county.code, version: county.version }, kept);
      setOpen(false);
      setName('');
      choose({ plan: kept.id, panel: 'plans', compare: undefined });
      void renewRepurchase(queries);
    },
  });
  if (figures.plan) {
    return (
      <Button size="small" onClick={() => choose({ plan: undefined })}>
        {t('repurchase.sums.leavePlan')}
      </Button>
    );
  }
  const form = (
    <form
      className="buy-form"
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      <label>
        {t('repurchase.keep.name')}
        <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} placeholder={t('repurchase.keep.hint')} />
      </label>
      {keep.isError && <Failed detail={problemText(t, keep.error)} />}
      <Button type="primary" htmlType="submit" loading={keep.isPending} disabled={name.trim() === ''}>
        {t('repurchase.keep.save')}
      </Button>
    </form>
  );
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" content={form} destroyOnHidden>
      <Button size="small" type="primary" disabled={chosen.size === 0} aria-haspopup="dialog">
        {t(chosenFrom === 'result' ? 'repurchase.keep.solved' : 'repurchase.keep.draft')}
      </Button>
    </Popover>
  );
}
