package org.almoner.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The body of a message, as Standard Webhooks recommends it: type, moment of the event, data. */
@Singleton
class Envelope {

    private final ObjectMapper json;

    Envelope(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The bytes that are signed and sent.
     *
     * @param data a JSON object, which is taken over as it is
     * @throws IOException when it is none
     */
    byte[] around(String type, Instant at, byte[] data) throws IOException {
        if (!json.readTree(data).isObject()) {
            throw new IOException("The data of a message are a JSON object");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 128);
        try (JsonGenerator body = json.getFactory().createGenerator(out)) {
            body.writeStartObject();
            body.writeStringField("type", type);
            body.writeStringField("timestamp", at.toString());
            body.writeFieldName("data");
            body.writeRawValue(new String(data, StandardCharsets.UTF_8));
            body.writeEndObject();
        }
        return out.toByteArray();
    }
}
