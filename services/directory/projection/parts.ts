import countries from 'i18n-iso-countries';
import { v5 as uuidOf } from 'uuid';
import type { z } from 'zod';
import type {
  Accessibility,
  Address,
  Contact,
  CostOption,
  Phone,
  ServiceSchedule,
  SpokenLanguage,
  TermLink,
} from '../../../shared/contract/directory/parts.ts';
import { termOf } from '../../../shared/contract/directory/taxonomies.ts';
import type { PublicPart, PublicValue } from '../../../shared/database/public-directory.ts';

type Some<S extends z.ZodType> = z.output<S>[] | undefined;
type Given = { [name: string]: PublicValue | undefined };

/** What is there: HSDS leaves a key out where there is nothing to say. */
export const given = (fields: Given): PublicPart =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && !isEmptyList(value))) as PublicPart;

const isEmptyList = (value: PublicValue | undefined) => Array.isArray(value) && value.length === 0;

/** The id of a part that is made here and not stored: the same for the same things, whenever it is made. */
export const idOf = (owner: string, what: string): string => uuidOf(what, owner);

/** Telephones; what is somebody's own stays out (security, The public side). */
export const phonesOf = (phones: Some<typeof Phone>): PublicPart[] =>
  (phones ?? [])
    .filter(({ personal }) => !personal)
    .map(({ id = '', number, extension, type, description, languages = [] }) =>
      given({ id, number, extension, type, description, languages: languages.map((code) => ({ id: idOf(id, code), phone_id: id, code })) }),
    );

/** Offices to ask; people stay out, and so does the name of whoever sits in an office. */
export const contactsOf = (contacts: Some<typeof Contact>): PublicPart[] =>
  (contacts ?? [])
    .filter(({ office }) => office)
    .map(({ id = '', title, department, email, phones }) => given({ id, title, department, email, phones: phonesOf(phones) }));

/** When something is open. */
export const schedulesOf = (schedules: Some<typeof ServiceSchedule>): PublicPart[] =>
  (schedules ?? []).map((one) =>
    given({
      id: one.id ?? '',
      valid_from: one.validFrom,
      valid_to: one.validTo,
      dtstart: one.dtstart,
      until: one.until,
      count: one.count,
      timezone: one.timezone,
      wkst: one.wkst,
      freq: one.freq,
      interval: one.interval,
      byday: one.byday,
      byweekno: one.byweekno,
      bymonthday: one.bymonthday,
      byyearday: one.byyearday,
      opens_at: one.opensAt,
      closes_at: one.closesAt,
      description: one.description,
      notes: one.notes,
      schedule_link: one.scheduleLink,
      attending_type: one.attendingType,
    }),
  );

/** Languages that are spoken. */
export const languagesOf = (languages: Some<typeof SpokenLanguage>): PublicPart[] =>
  (languages ?? []).map(({ id = '', code, note }) => given({ id, code, note }));

/** Links to terms of the taxonomies: HSDS attributes. The term itself is put in where it is read. */
export const attributesOf = (entity: string, owner: string, terms: Some<typeof TermLink>): PublicPart[] =>
  (terms ?? []).flatMap(({ id = '', taxonomy, term, value }) => {
    const found = termOf(taxonomy, term);
    return found ? [given({ id, link_id: owner, link_entity: entity, taxonomy_term_id: found.id, value })] : [];
  });

/** Addresses, as HSDS names their parts; countries in two letters (ISO 3166-1 alpha-2). */
export const addressesOf = (addresses: Some<typeof Address>): PublicPart[] =>
  (addresses ?? []).map((one) =>
    given({
      id: one.id ?? '',
      attention: one.attention,
      address_1: one.address1,
      address_2: one.address2,
      city: one.city,
      region: one.region,
      state_province: one.stateProvince,
      postal_code: one.postalCode,
      country: countries.alpha3ToAlpha2(one.country) ?? one.country,
      address_type: one.type,
    }),
  );

export const accessibilityOf = (list: Some<typeof Accessibility>): PublicPart[] =>
  (list ?? []).map(({ id = '', description, details, url }) => given({ id, description, details, url }));

export const costOptionsOf = (list: Some<typeof CostOption>): PublicPart[] =>
  (list ?? []).map((one) =>
    given({
      id: one.id ?? '',
      valid_from: one.validFrom,
      valid_to: one.validTo,
      option: one.option,
      currency: one.currency,
      amount: one.amount,
      amount_description: one.amountDescription,
    }),
  );
