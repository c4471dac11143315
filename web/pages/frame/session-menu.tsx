// Who is signed in, in the top bar: signing in and out, what the person may do, and the state in which no user exists, told as it is.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionReply } from '../../api/ledger-replies.ts';
import { sessionQuery, signIn, signOut } from '../../api/session-queries.ts';
import { problemText } from '../../ui/problem-text.ts';

const roles = ['viewer', 'clerk', 'bureau', 'planner', 'leader', 'administrator'] as const;

/** Everything that was asked as somebody else is asked anew. */
function useRenewAll() {
  const queries = useQueryClient();
  return async (session: SessionReply): Promise<void> => {
    queries.setQueryData(sessionQuery.queryKey, session);
    await queries.invalidateQueries();
  };
}

function SignInForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const renew = useRenewAll();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => signIn(name.trim(), password),
    onSuccess: async (session) => {
      onDone();
      await renew(session);
    },
  });
  return (
    <form
      className="session-form"
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      <p className="note">{t('frame.session.stranger')}</p>
      <label>
        {t('frame.session.name')}
        <Input autoComplete="username" value={name} maxLength={64} onChange={({ target }) => setName(target.value)} />
      </label>
      <label>
        {t('frame.session.password')}
        <Input.Password
          autoComplete="current-password"
          value={password}
          maxLength={200}
          onChange={({ target }) => setPassword(target.value)}
        />
      </label>
      {enter.isError && (
        <p className="session-fault" role="alert">
          <b>{t('frame.session.failed')}</b> {problemText(t, enter.error)}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={enter.isPending} disabled={name.trim() === '' || password === ''}>
        {t('frame.session.signIn')}
      </Button>
      <p className="note">{t('frame.session.hours')}</p>
    </form>
  );
}

function Person({ session, townshipName, onDone }: { session: SessionReply; townshipName: (code: string) => string; onDone: () => void }) {
  const { t } = useTranslation();
  const renew = useRenewAll();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async (next) => {
      onDone();
      await renew(next);
    },
  });
  const role = roles.find((one) => one === session.role);
  return (
    <div className="session-form">
      <p>
        <b>{session.name}</b> · {role ? t(`frame.session.roles.${role}`) : session.role}
      </p>
      <ul>
        <li>
          {session.townships === null
            ? t('frame.session.whole')
            : t('frame.session.townships', { names: session.townships.map(townshipName).join('、') })}
        </li>
        <li>{t(session.may.write ? 'frame.session.mayWrite' : 'frame.session.mayLook')}</li>
        {session.may.govern && <li>{t('frame.session.mayGovern')}</li>}
      </ul>
      {leave.isError && (
        <p className="session-fault" role="alert">
          {problemText(t, leave.error)}
        </p>
      )}
      <Button loading={leave.isPending} onClick={() => leave.mutate()}>
        {t('frame.session.signOut')}
      </Button>
    </div>
  );
}

export function SessionMenu({ townshipName }: { townshipName: (code: string) => string }) {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  const [shown, setShown] = useState(false);
  const { data } = session;
  if (!data) return null;
  const close = (): void => setShown(false);
  const content = data.open ? (
    <p className="session-form">{t('frame.session.openHint', { name: data.name })}</p>
  ) : data.signedIn ? (
    <Person session={data} townshipName={townshipName} onDone={close} />
  ) : (
    <SignInForm onDone={close} />
  );
  const label = data.open ? t('frame.session.open') : data.signedIn ? data.name : t('frame.session.signIn');
  return (
    <Popover open={shown} onOpenChange={setShown} trigger="click" placement="bottomRight" destroyOnHidden content={content}>
      <Button
        size="small"
        type={data.open || data.signedIn ? 'default' : 'primary'}
        className="session-button"
        aria-expanded={shown}
        aria-label={`${t('frame.session.label')}：${label}`}
      >
        {label}
      </Button>
    </Popover>
  );
}
