package org.almoner.bank;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.bankfile.CamtPart;
import org.almoner.strongbox.Compartment;
import org.almoner.strongbox.SealedColumn;
import org.almoner.strongbox.Strongbox;

/**
 * All the bank said of a movement. It names people, so it lies sealed in the database and only for
 * as long as it is needed.
 */
record Told(
        CamtPart.Entry entry, Optional<CamtPart.Batch> batch, Optional<CamtPart.Detail> detail) {

    static final SealedColumn COLUMN = new SealedColumn("bank_movement", "told");

    private static final int MOST_LINES = 40;
    private static final int LONGEST_LINE = 200;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModules(new Jdk8Module(), new JavaTimeModule())
                    .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                    .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                    .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private static Compartment place(UUID movement) {
        return new Compartment(COLUMN.table(), COLUMN.column(), movement);
    }

    String sealed(UUID movement, Strongbox strongbox) {
        try {
            return strongbox.seal(place(movement), JSON.writeValueAsString(this));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A movement cannot be written down");
        }
    }

    static Told open(UUID movement, String sealed, Strongbox strongbox) {
        try {
            return JSON.readValue(strongbox.open(place(movement), sealed), Told.class);
        } catch (JsonProcessingException changed) {
            throw new IllegalStateException("What was told of movement " + movement + " is unread");
        }
    }

    /**
     * Who is on the other side: the payer of what came in, the payee of what went out; of a
     * collection that came back, whom it was collected from.
     */
    Optional<CamtPart.Party> otherSide() {
        return detail.map(
                it -> it.credit() || it.returned().isPresent() ? it.debtor() : it.creditor());
    }

    Optional<String> name() {
        return otherSide().flatMap(CamtPart.Party::name).map(it -> cut(it, LONGEST_LINE));
    }

    Optional<String> account() {
        return otherSide().flatMap(CamtPart.Party::account);
    }

    /** The free text, as far as a bank form has room for it. */
    List<String> text() {
        return detail.map(CamtPart.Detail::unstructured).orElse(List.of()).stream()
                .limit(MOST_LINES)
                .map(it -> cut(it, LONGEST_LINE))
                .toList();
    }

    static String cut(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
