package org.almoner.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Currency;
import org.almoner.money.Money;
import org.almoner.problem.InputRefused;

/**
 * Reads {@code {"minor": 2500, "currency": "EUR"}} and says exactly which part is wrong. An amount
 * is a whole number, zero or more and at most 10<sup>15</sup>; a currency is one of ISO 4217.
 */
final class MoneyFromJson extends StdDeserializer<Money> {

    private static final long serialVersionUID = 1L;

    private static final long MOST = 1_000_000_000_000_000L;

    MoneyFromJson() {
        super(Money.class);
    }

    @Override
    public Money deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            return (Money) context.handleUnexpectedToken(Money.class, parser);
        }
        Long minor = null;
        Currency currency = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "minor" -> minor = minor(parser);
                case "currency" -> currency = currency(parser);
                default ->
                        throw at(
                                parser,
                                name,
                                "unknown_property",
                                "Money has the members minor and currency.");
            }
        }
        if (minor == null) {
            throw at(parser, "minor", "required", "Money needs a count of minor units.");
        }
        if (currency == null) {
            throw at(parser, "currency", "required", "Money needs a currency.");
        }
        return new Money(minor, currency);
    }

    private static Long minor(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
            throw at(
                    parser,
                    "minor",
                    "not_an_integer",
                    "An amount is a whole number of minor units, such as cents.");
        }
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            throw at(
                    parser,
                    "minor",
                    parser.hasToken(JsonToken.VALUE_NULL) ? "required" : "wrong_type",
                    "An amount is a whole number, not a text or anything else.");
        }
        boolean fits =
                parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                        && parser.getLongValue() <= MOST;
        if (fits && parser.getLongValue() >= 0) {
            return parser.getLongValue();
        }
        throw fits
                ? at(parser, "minor", "negative", "An amount is not negative.")
                : at(parser, "minor", "out_of_range", "This amount is out of range.");
    }

    private static Currency currency(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw at(
                    parser,
                    "currency",
                    parser.hasToken(JsonToken.VALUE_NULL) ? "required" : "wrong_type",
                    "A currency is a text of three letters.");
        }
        try {
            return Currency.getInstance(parser.getText());
        } catch (IllegalArgumentException unknown) {
            throw at(parser, "currency", "unknown_currency", "ISO 4217 has no such currency.");
        }
    }

    private static InputRefused at(JsonParser parser, String name, String code, String rule) {
        InputRefused refused = new InputRefused(parser, code, rule);
        refused.prependPath(Money.class, name);
        return refused;
    }
}
