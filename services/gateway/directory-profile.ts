import { html } from 'hono/html';
import { taxonomies } from '../../shared/contract/directory/taxonomies.ts';
import type { Locale } from '../../shared/worker/locale.ts';
import { inLanguage, page, withCode } from './page.ts';

const words = {
  es: {
    title: 'Directorio público de servicios',
    lead: 'Servicios para personas migrantes y víctimas de trata, en el formato Open Referral HSDS 3.0, para leer y copiar.',
    kept: 'Qué se publica',
    keptText: [
      'Cada servicio lo propone una organización y lo aprueba el país. Las personas no se nombran y los teléfonos personales no se publican.',
      'De un lugar oculto solo se publica su puerta: cómo llegar por teléfono o con quién hablar. No tiene dirección, coordenadas, código postal ni nombre, no está cerca de nada, y sus servicios no dicen un área más fina que el departamento.',
      'Un servicio que nadie verifica en 12 meses lo dice en `alert`; a los 18 sale de las listas y queda en su dirección como `inactive`. Uno retirado queda como `defunct`: con `modified_after` las copias se enteran.',
    ],
    use: 'Cómo se usa',
    useText: [
      'Los textos están en español, inglés, portugués y francés: pida el idioma con `Accept-Language`. Si falta, se responde en español, en inglés o en el que haya.',
      'Las listas toman los parámetros de HSDS 3.0 y todos deben cumplirse. Un término incluye los que están debajo. `top_only` da los términos que no tienen otro encima. Una página tiene 50, y 500 como máximo.',
      'De HSDS 3.1 hay además `empty` en las páginas, `capacities` en los servicios y las mismas búsquedas por POST, para que lo que se busca no quede en una dirección.',
      'Para copiar todo: `format=ndjson`. `minimal=true` da los `id` y `modified_date` de todos los servicios.',
      'La descripción de HSDS 3.0 dice que `/service_at_locations/{id}` responde un servicio; aquí responde un `service_at_location`, que es lo que se entiende.',
    ],
    terms: 'Taxonomías',
    home: 'Inicio',
  },
  en: {
    title: 'Public directory of services',
    lead: 'Services for migrants and victims of trafficking, in the format Open Referral HSDS 3.0, to read and to copy.',
    kept: 'What is published',
    keptText: [
      'An organisation proposes each service and its country approves it. People are not named, and personal telephones are not published.',
      'Of a hidden place there is its gate alone: how to reach it by telephone, or whom to ask. It has no address, coordinates, postal code or name, is near nothing, and its services tell no area finer than the department.',
      'A service that nobody verifies for 12 months says so in `alert`; after 18 it leaves the lists and stays at its address as `inactive`. A withdrawn one stays as `defunct`: by `modified_after` copies learn of it.',
    ],
    use: 'How it is used',
    useText: [
      'Texts are in Spanish, English, Portuguese and French: ask for a language by `Accept-Language`. Where it is missing the answer is in Spanish, in English or in whatever there is.',
      'Lists take the parameters of HSDS 3.0, and all of them must hold. A term includes those below it. `top_only` gives the terms with none above them. A page has 50, and 500 at most.',
      'Of HSDS 3.1 there are `empty` in pages, `capacities` of services, and the same searches by POST, so that what is looked for stays out of addresses.',
      'To copy everything: `format=ndjson`. `minimal=true` gives `id` and `modified_date` of all services.',
      'The description of HSDS 3.0 says that `/service_at_locations/{id}` answers a service; here it answers a `service_at_location`, which is what is meant.',
    ],
    terms: 'Taxonomies',
    home: 'Home',
  },
};

/** The page that says what the public directory is, what of HSDS it has, and what it keeps to itself. */
export function directoryProfile(locale: Locale): Promise<Response> {
  const say = words[locale];
  const content = html`<p class="crumb"><a href="${inLanguage('/', locale)}">${say.home}</a></p>
    <h1>${say.title}</h1>
    <p class="lead">${say.lead}</p>
    <p><a href="/hsds/services">/hsds/services</a></p>
    <h2>${say.kept}</h2>
    ${say.keptText.map(paragraph)}
    <h2>${say.use}</h2>
    ${say.useText.map(paragraph)}
    <h2>${say.terms}</h2>
    <dl>
      ${taxonomies.map(
        ({ id, name, description }) =>
          html`<div>
            <dt><a href="/hsds/taxonomy_terms?taxonomy_id=${id}">${name[locale]}</a></dt>
            <dd>${description[locale]}</dd>
          </div>`,
      )}
    </dl>`;
  return page({ locale, path: '/hsds/profile', title: `${say.title} · Enlace`, content });
}

const paragraph = (sentence: string) => html`<p>${withCode(sentence)}</p>`;
