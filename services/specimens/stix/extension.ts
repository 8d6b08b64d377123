import type { Alert, AlertContent } from '../../../shared/contract/specimens/alerts.ts';
import type { DocumentAlertExtension } from '../../../shared/contract/specimens/stix/extension.ts';

/** An alert that was published, as its reader sees it. */
export type Published = Alert & { published: AlertContent };
export type Specimen = { id: string; code: string; changedAt: string };

/** What STIX has no word for in an alert: our extension. A list that is empty is left out, as STIX wants it. */
export function extensionOf(alert: Published, specimen: Specimen | undefined): DocumentAlertExtension {
  const { published, messages, withdrawn, audience } = alert;
  const { typology, purpose, documentCountry, category, type, place, month, count, firstSeen, lastSeen, confidence, expiresOn } = published;
  const { route = [], points = [] } = published;
  return given({
    extension_type: 'property-extension',
    alert_class: alert.class,
    typology,
    purpose,
    audience,
    document_country: documentCountry,
    document_category: category,
    document_type: type,
    specimen_id: specimen?.id,
    specimen_code: specimen?.code,
    points: some(points.map(({ feature, level, genuine, false: wrong }) => ({ feature, level, genuine, false: wrong }))),
    route: some(route),
    place,
    month,
    count,
    first_seen: firstSeen,
    last_seen: lastSeen,
    admiralty: confidence,
    expires_on: expiresOn,
    messages: messages.map(({ references, ...message }) => given({ ...message, references: some(references) })),
    cancelled: withdrawn ?? undefined,
  });
}

const some = <T>(list: readonly T[]): T[] | undefined => (list.length > 0 ? [...list] : undefined);

const given = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
