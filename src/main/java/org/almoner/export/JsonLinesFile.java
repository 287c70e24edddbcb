package org.almoner.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One object a line, every member in every line; amounts as the API has them. */
final class JsonLinesFile implements TableFile {

    private static final JsonFactory JSON = new JsonFactory();

    private final Column.Kind[] kinds;
    private final SerializedString[] names;
    private final JsonGenerator json;

    JsonLinesFile(List<Column> columns, OutputStream out) throws IOException {
        kinds = columns.stream().map(Column::kind).toArray(Column.Kind[]::new);
        names =
                columns.stream()
                        .map(it -> new SerializedString(it.name()))
                        .toArray(SerializedString[]::new);
        json = JSON.createGenerator(out);
        json.setRootValueSeparator(new SerializedString(""));
    }

    @Override
    public void add(Row row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < names.length; i++) {
            json.writeFieldName(names[i]);
            write(kinds[i], row, i);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void write(Column.Kind kind, Row row, int i) throws IOException {
        String cell = row.cells()[i];
        if (cell == null) {
            json.writeNull();
            return;
        }
        switch (kind) {
            case TEXT, DAY -> json.writeString(cell);
            case NUMBER -> json.writeNumber(Long.parseLong(cell));
            case AMOUNT -> {
                json.writeStartObject();
                json.writeNumberField("minor", row.minors()[i]);
                json.writeStringField("currency", row.currency());
                json.writeEndObject();
            }
        }
    }

    @Override
    public void finish() throws IOException {
        json.flush();
    }
}
