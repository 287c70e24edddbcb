package org.almoner.office;

/**
 * One entry of an office in a public register.
 *
 * @param kind which register
 * @param number as the register writes it, its check digits verified
 * @param authority court or tax office that keeps the register; {@code null} where there is one
 *     only
 */
public record Registration(RegistrationKind kind, String number, String authority) {

    public Registration {
        if (!kind.accepts(number)) {
            throw new IllegalArgumentException("This is not a valid number of the kind " + kind);
        }
    }

    /**
     * The number as it is printed, such as {@code 82 000 000 123} for an ABN or {@code 10000 0009
     * RR0001} for a Canadian charity; every other kind is printed as it is stored.
     */
    public String printed() {
        return switch (kind) {
            case AU_ABN -> number.replaceAll("(..)(...)(...)(...)", "$1 $2 $3 $4");
            case CA_CHARITY_REGISTRATION -> number.replaceAll("(.{5})(.{4})RR(.{4})", "$1 $2 RR$3");
            case DE_REGISTER_OF_ASSOCIATIONS,
                    DE_TAX_NUMBER,
                    DE_BUSINESS_ID,
                    GB_CHARITY_NUMBER,
                    GB_HMRC_REFERENCE,
                    NL_RSIN,
                    NL_KVK,
                    US_EIN ->
                    number;
        };
    }
}
