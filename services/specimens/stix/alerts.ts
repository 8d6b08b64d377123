import type { Alert, AlertContent } from '../../../shared/contract/specimens/alerts.ts';
import type { StixObject } from '../../../shared/contract/specimens/stix/bundle.ts';
import { tlpMarkingIds } from '../../../shared/contract/specimens/stix/common.ts';
import type { StixCourseOfAction, StixReport } from '../../../shared/contract/specimens/stix/objects.ts';
import { documentAlertExtension } from '../../../shared/contract/specimens/stix/extension.ts';
import { type Published, type Specimen, extensionOf } from './extension.ts';
import { idOf } from './ids.ts';
import { organisationIdOf } from './organisations.ts';
import { countryIdOf, typologyIdOf } from './standing.ts';
import { withTexts } from './texts.ts';

/** What an alert names, of what the reader sees. */
export type Named = { origin: string; specimen?: Specimen | undefined; method?: Method | undefined };
type Method = { ref: StixReport['object_refs'][number]; changedAt: string };

/** The id of an alert's report. */
export const reportIdOf = (id: string) => idOf('report', id);

/** The marking and the labels of an alert, and of all that is said of it. */
export const marksOf = ({ tlp, published: { purpose } }: Published): Pick<StixReport, 'object_marking_refs' | 'labels'> => ({
  object_marking_refs: [tlpMarkingIds[tlp]],
  ...(purpose === 'actual' ? {} : { labels: [purpose] }),
});

/** An alert as a report and, where it gives advice, a course of action; both are revoked when it was cancelled (register SP-01, SP-02). */
export function alertOf(alert: Published, named: Named): StixObject[] {
  const { advice, title } = alert.published;
  const steps = advice ? withTexts<StixCourseOfAction>(adviceOf(alert), { name: title, description: advice }) : [];
  return [...withTexts<StixReport>(reportOf(alert, named), { name: title, description: alert.published.summary }), ...steps];
}

function reportOf(alert: Published, { origin, specimen, method }: Named) {
  const { id, published, publishedAt, createdAt } = alert;
  const confidence = published.confidence && confidenceOf(published.confidence);
  const seen = [specimen?.changedAt, method?.changedAt].filter((at) => at !== undefined);
  return {
    ...common(alert),
    type: 'report' as const,
    id: reportIdOf(id),
    // What the reader sees of a method or a specimen is in it: when that changes, so does the report.
    modified: [alert.changedAt, ...seen].reduce((one, other) => (one > other ? one : other)),
    external_references: [{ source_name: 'enlace' as const, external_id: id, url: `${origin}/v1/alerts/${id}` }],
    report_types: ['attack-pattern'] as ['attack-pattern'],
    published: publishedAt ?? createdAt,
    ...(confidence === undefined ? {} : { confidence }),
    object_refs: refsOf(alert, method),
    extensions: { [documentAlertExtension]: extensionOf(alert, specimen) },
  };
}

function refsOf({ id, organisation, published }: Published, method: Method | undefined): StixReport['object_refs'] {
  const { typology, advice } = published;
  return [
    typologyIdOf(typology),
    ...(method ? [method.ref] : []),
    ...(advice ? [adviceIdOf(id)] : []),
    ...countriesOf(published).map(countryIdOf),
    organisationIdOf(organisation),
  ];
}

/** The countries of an alert: whose document it is, and those of the journey. */
export const countriesOf = ({ documentCountry, route = [] }: AlertContent): string[] => [...new Set([documentCountry, ...route])];

const adviceIdOf = (alert: string) => idOf('course-of-action', alert);

const adviceOf = (alert: Published) => ({
  ...common(alert),
  type: 'course-of-action' as const,
  id: adviceIdOf(alert.id),
  modified: alert.changedAt,
});

const common = (alert: Published) =>
  ({
    spec_version: '2.1',
    created_by_ref: organisationIdOf(alert.organisation),
    created: alert.publishedAt ?? alert.createdAt,
    ...marksOf(alert),
    ...(alert.withdrawn ? { revoked: true as const } : {}),
  }) as const;

/** The confidence of STIX by the credibility of the information; 6, that it cannot be judged, is none (OASIS STIX 2.1, appendix A). */
export const confidenceOf = ({ information }: NonNullable<AlertContent['confidence']>): number | undefined =>
  information === 6 ? undefined : 110 - 20 * information;

/** Whether an alert was ever published: there is nothing to export of another. */
export const isPublished = (alert: Alert): alert is Published => alert.published !== null;
