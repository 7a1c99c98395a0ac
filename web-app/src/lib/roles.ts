/** Whom a reader can look for by what they are: a question of `ostrakon find` for each. Names: messages web-role-*. */
export const ROLES = { journalist: "occupation == 'journalist'", civil: "occupation == 'civil_servant'", student: "occupation == 'student'", old: 'age >= 70', rural: "urban == 'rural' and age >= 18",
  minority: "minority == 'minority'", wrongly: 'listed_wrongly', silent: 'kept_silent' } as const
export type RoleName = keyof typeof ROLES
