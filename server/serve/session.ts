// Signing in and out: GET, POST and DELETE /api/session. Programs may send name and password with each request instead (HTTP Basic).
import { createRoute, z } from '@hono/zod-openapi';
import { type Actor, mayGovern, mayWrite } from '#domain/access/actor.ts';
import { createRouter, type Deps } from './env.ts';
import { sessionCookie } from './people.ts';
import { problem, problems } from './problem.ts';
import { answers, reply } from './reply.ts';

const who = z
  .object({
    name: z.string(),
    role: z.string(),
    signedIn: z.boolean(),
    open: z.boolean().openapi({ description: '还没有建立用户：任何人都可以写，核实人与申报人无从区分，正式数据不能核实' }),
    may: z.object({ write: z.boolean(), govern: z.boolean() }).openapi({ description: 'write 记台账等写入；govern 管理政策版本' }),
    townships: z.array(z.string()).nullable().openapi({ description: '只看得见这些乡镇；null 为全县' }),
  })
  .openapi('Session');
const body = z.strictObject({ name: z.string().min(1).max(64), password: z.string().min(1).max(200) }).openapi('SignIn');

const get = createRoute({ method: 'get', path: '/api/session', summary: '谁在登录', responses: answers('登录状态', who) });
const post = createRoute({
  method: 'post',
  path: '/api/session',
  summary: '登录（用户由 mutu user add 建立）',
  request: { body: { required: true, content: { 'application/json': { schema: body } } } },
  responses: { ...answers('已登录', who), ...problems.bad, ...problems.forbidden },
});
const leave = createRoute({ method: 'delete', path: '/api/session', summary: '退出', responses: answers('已退出', who) });

export function sessionRoutes({ people }: Deps) {
  const state = async (actor: Actor) => {
    const open = !(await people?.any());
    return {
      name: actor.name,
      role: actor.role as string,
      signedIn: !open && actor.name !== '未登录',
      open,
      may: { write: mayWrite(actor), govern: mayGovern(actor) },
      townships: actor.townships === 'all' ? null : [...actor.townships],
    };
  };
  const cookie = (token: string, seconds: number) => `${sessionCookie}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;
  return createRouter()
    .openapi(get, async (c) => reply(c, await state(c.get('actor'))))
    .openapi(post, async (c) => {
      const { name, password } = c.req.valid('json');
      const signed = await people?.signIn(name, password);
      if (signed === 'later') return problem(c, 403, '失败次数过多，请一分钟后再试');
      if (!signed) return problem(c, 403, '用户名或密码不对');
      c.header('Set-Cookie', cookie(signed.token, 43_200));
      return reply(c, await state(signed.actor));
    })
    .openapi(leave, async (c) => {
      await people?.signOut(c.req.raw);
      c.header('Set-Cookie', cookie('', 0));
      const actor = (await people?.any()) ? { name: '未登录', role: 'viewer' as const, townships: 'all' as const } : c.get('actor');
      return reply(c, await state(actor));
    });
}
