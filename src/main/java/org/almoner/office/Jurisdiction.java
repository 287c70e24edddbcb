package org.almoner.office;

/** Whose tax and privacy law an office lives under; named by ISO 3166-1 alpha-2. */
public enum Jurisdiction {
    DE,
    GB,
    NL,
    CA,
    AU,
    US
}
