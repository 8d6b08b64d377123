import { html } from 'hono/html';
import type { Verification } from '../../shared/contract/training/certificates.ts';
import type { Locale } from '../../shared/worker/locale.ts';
import { askJson } from './ask.ts';
import { inLanguage, page, unkept } from './page.ts';
import { factsOf } from './verification-facts.ts';
import { verificationWords } from './verification-words.ts';
import { datesWritten } from './written.ts';

type Content = ReturnType<typeof html>;
type Asked = { typed: string; locale: Locale; request: Request; training: Fetcher };

const pathOf = (code: string) => `/verify/${encodeURIComponent(code)}`;

/** The form that asks for a code; with one, the way to its page. It works without a script. */
export async function verificationForm(locale: Locale, { search, searchParams }: URL): Promise<Response> {
  const code = searchParams.get('code');
  if (code) return redirect(pathOf(code.slice(0, 100)), search.includes('lang=') ? locale : null);
  const say = verificationWords[locale];
  const content = html`<h1>${say.heading}</h1>
    <p class="lead">${say.lead}</p>
    ${form(locale)}`;
  return page({ locale, path: '/verify', title: `${say.heading} · Enlace`, content });
}

/**
 * What is on record under a code, for people: valid, revoked, or unknown (404); 503 where it cannot be known now. A code typed in another
 * form leads to its own address. Nobody keeps the page, for a certificate may be revoked, and no search engine lists it.
 */
export async function verificationPage(asked: Asked): Promise<Response> {
  const { typed, locale, request, training } = asked;
  const code = typed.replaceAll(/[^0-9A-Za-z]/g, '');
  if (code.length !== 16) return unknown(typed, locale);
  const answer = await askJson(training, request, `/v1/training/verification/${code}`).catch(() => null);
  if (answer?.status === 404 || answer?.status === 400) return unknown(typed, locale);
  if (!answer?.ok) return down(typed, locale);
  const found: Verification = await answer.json();
  if (found.code !== typed) return redirect(pathOf(found.code), new URL(request.url).searchParams.has('lang') ? locale : null);
  return found.state === 'valid' ? valid(found, locale) : revoked(found, locale);
}

function valid(found: Verification, locale: Locale): Promise<Response> {
  const say = verificationWords[locale];
  const content = html`${headOf('✓', say.valid, found.code)}
    <p class="lead">${say.validLead}</p>
    <p>${say.compare}</p>
    ${factsOf(found, locale)} ${another(locale)}`;
  return shown({ locale, code: found.code, state: say.valid, content });
}

function revoked(found: Verification, locale: Locale): Promise<Response> {
  const say = verificationWords[locale];
  const { code, replacedBy, revokedOn } = found;
  const since = revokedOn ?? found.issuedOn;
  const content = html`${headOf('✕', say.revoked, code)}
    <p class="lead">${say.revokedLead(datesWritten(since, since, locale))}</p>
    ${replacedBy ? html`<p>${say.replaced} <a href="${inLanguage(pathOf(replacedBy), locale)}">${replacedBy}</a></p>` : ''}
    ${factsOf(found, locale)} ${another(locale)}`;
  return shown({ locale, code, state: say.revoked, content });
}

function unknown(typed: string, locale: Locale): Promise<Response> {
  const say = verificationWords[locale];
  const content = html`${headOf('?', say.unknown, typed)}
    <p class="lead">${say.unknownLead}</p>
    <p>${say.unknownHelp}</p>
    ${form(locale, typed)}`;
  return shown({ locale, code: typed, state: say.unknown, content }, 404);
}

function down(typed: string, locale: Locale): Promise<Response> {
  const say = verificationWords[locale];
  const content = html`${headOf('!', say.down, typed)}
    <p class="lead">${say.downLead}</p>
    ${form(locale, typed)}`;
  return shown({ locale, code: typed, state: say.down, content }, 503);
}

/** The state in a word and a sign, so that it needs no colour. */
const headOf = (sign: string, state: string, code: string): Content =>
  html`<h1><span aria-hidden="true">${sign}</span> ${state}</h1>
    <p><code>${code}</code></p>`;

const another = (locale: Locale): Content =>
  html`<p class="after"><a href="${inLanguage('/verify', locale)}">${verificationWords[locale].another}</a></p>`;

const form = (locale: Locale, typed = ''): Content =>
  html`<form action="/verify" method="get">
    <input type="hidden" name="lang" value="${locale}" />
    <label for="code">${verificationWords[locale].code}</label>
    <input
      id="code"
      name="code"
      value="${typed}"
      maxlength="100"
      required
      autocomplete="off"
      autocapitalize="characters"
      spellcheck="false"
      aria-describedby="example"
    />
    <button>${verificationWords[locale].verify}</button>
    <p id="example">${verificationWords[locale].example}</p>
  </form>`;

type Shown = { locale: Locale; code: string; state: string; content: Content };

const shown = async ({ locale, code, state, content }: Shown, status = 200) =>
  unkept(await page({ locale, path: pathOf(code), title: `${state} · ${code} · Enlace`, content }), status);

/** A reader who chose a language keeps it. */
const redirect = (path: string, chosen: Locale | null) =>
  unkept(new Response(null, { headers: { Location: chosen ? inLanguage(path, chosen) : path } }), 303);
