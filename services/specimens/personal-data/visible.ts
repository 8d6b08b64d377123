/** Without what nobody sees: zero-width and format characters, soft hyphens, accents and other marks; compatibility forms made plain. */
export const visible = (text: string) => text.normalize('NFKD').replaceAll(/[\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]/gu, '');
