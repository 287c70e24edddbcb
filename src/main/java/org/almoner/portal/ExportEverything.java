package org.almoner.portal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import org.almoner.account.ShowContact;

/** Writes everything that is held about a person (GDPR Art. 15 and 20), a page at a time. */
@Singleton
class ExportEverything {

    private static final int PAGE = 500;

    private final ExportTable table;
    private final ShowContact contact;
    private final ObjectMapper json;
    private final InstantSource clock;

    ExportEverything(
            ExportTable table, ShowContact contact, ObjectMapper json, InstantSource clock) {
        this.table = table;
        this.contact = contact;
        this.json = json;
        this.clock = clock;
    }

    /** Writes it as one JSON object; what is in memory is never more than a page. */
    void write(ExportTable.Person person, OutputStream out) throws IOException {
        try (JsonGenerator to = json.getFactory().createGenerator(out)) {
            to.writeStartObject();
            to.writeStringField("account", person.account().toString());
            to.writePOJOField("exportedAt", clock.instant());
            to.writePOJOField("contact", Profile.of(contact.of(person.account())));
            for (ExportSection section : ExportSection.ALL) {
                to.writeArrayFieldStart(section.name());
                write(section, person, to);
                to.writeEndArray();
            }
            to.writeEndObject();
        }
    }

    private void write(ExportSection section, ExportTable.Person person, JsonGenerator to)
            throws IOException {
        ExportTable.Page page = table.page(section, person, "", PAGE);
        while (true) {
            for (String row : page.rows()) {
                to.writeRawValue(row);
            }
            if (page.rows().size() < PAGE) {
                return;
            }
            page = table.page(section, person, page.last(), PAGE);
        }
    }
}
