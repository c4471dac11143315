// mutu user add|list|disable: who may sign in. From the first user on, whoever writes must sign in.
import { randomBytes } from 'node:crypto';
import { isPerson, roles } from '#domain/access/actor.ts';
import { parseTownshipCode, type TownshipCode } from '#domain/land/codes.ts';
import { secretOf } from '../store/users.ts';
import { ArgumentError, oneOf, readArguments } from './arguments.ts';
import { exits, type Session, withStore } from './session.ts';

const actor = '命令行';
const leastPassword = 8;

function townshipsOf(given: string | undefined): 'all' | TownshipCode[] {
  if (given === undefined || given === 'all') return 'all';
  return given.split(',').map((text) => {
    const code = parseTownshipCode(text.trim());
    if (!code) throw new ArgumentError(`--townships 应为九位乡镇代码，以逗号分开，现为 ${given}`);
    return code;
  });
}

export async function userCommand(words: readonly string[], session: Session): Promise<number> {
  const given = readArguments(words, { role: 'text', townships: 'text', password: 'text', json: 'flag' });
  const [verb, name, ...more] = given.files;
  if (more.length > 0 || (verb !== 'list' && name === undefined)) throw new ArgumentError('应给出 add|disable 与一个用户名，或 list');
  return withStore(session, async (store) => {
    const users = await store.users();
    const told = { actor, recordedAt: session.now };
    const known = users.find((user) => user.name === name);
    switch (verb) {
      case 'list': {
        const rows = users.map((user) => ({ name: user.name, role: user.role, townships: user.townships, enabled: user.secret !== null }));
        if (given.flag('json')) session.out(`${JSON.stringify(rows, null, 2)}\n`);
        else for (const row of rows) session.out(`${row.name}\t${row.role}\t${String(row.townships)}\t${row.enabled ? '启用' : '停用'}\n`);
        return exits.done;
      }
      case 'add': {
        if (!isPerson(name!) || !/^[^\s:]{1,64}$/u.test(name!))
          throw new ArgumentError(`${name} 不能作用户名：不含空格和冒号，也不是程序自用的名字`);
        const password = given.text('password') ?? randomBytes(9).toString('base64url');
        if (password.length < leastPassword) throw new ArgumentError(`密码至少 ${leastPassword} 位`);
        const role = oneOf('role', given.text('role') ?? 'clerk', roles);
        await store.putUser({ name: name!, role, townships: townshipsOf(given.text('townships')), secret: secretOf(password), ...told });
        session.out(
          `已${known ? '更改' : '建立'}用户 ${name}（${role}）${given.text('password') === undefined ? `，密码 ${password}` : ''}\n`,
        );
        return exits.done;
      }
      case 'disable': {
        if (!known) throw new ArgumentError(`没有用户 ${name}`);
        await store.putUser({ ...known, secret: null, ...told });
        session.out(`已停用用户 ${name}\n`);
        return exits.done;
      }
      default:
        throw new ArgumentError('应为 add、list 或 disable');
    }
  });
}
