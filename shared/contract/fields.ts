import * as z from 'zod';

/** Who may see a field, from the widest to the narrowest. What says nothing is private: it is in no view. */
export const fieldClasses = ['public', 'network', 'governments', 'organisation'] as const;
export type FieldClass = (typeof fieldClasses)[number];

const key = 'x-seen-by';

/** The same schema, as a field that this class and every narrower one may see. The class stands in the OpenAPI document as `x-seen-by`. */
export const seenBy = <S extends z.ZodType>(fieldClass: FieldClass, schema: S): S => schema.meta({ [key]: fieldClass }) as S;

/** The class of a field; undefined when nobody has classified it. */
export const classOf = (field: z.ZodType): FieldClass | undefined => z.globalRegistry.get(field)?.[key] as FieldClass | undefined;

/** The names of the fields that a view may show: those of its class and of wider ones. */
export function fieldsOf(schema: z.ZodObject, view: FieldClass): string[] {
  const isSeen = (field: z.ZodType) => {
    const fieldClass = classOf(field);
    return fieldClass !== undefined && fieldClasses.indexOf(fieldClass) <= fieldClasses.indexOf(view);
  };
  return Object.keys(schema.shape).filter((name) => isSeen(schema.shape[name] as z.ZodType));
}

/** Shows an item as one view may see it: an allow-list of fields, so that a field is private until it is classified. */
export function viewer<S extends z.ZodObject>(schema: S, view: FieldClass): (item: z.output<S>) => Partial<z.output<S>> {
  const allowed = fieldsOf(schema, view);
  return (item) => Object.fromEntries(allowed.filter((name) => name in item).map((name) => [name, item[name]])) as Partial<z.output<S>>;
}
