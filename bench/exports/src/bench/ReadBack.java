package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * What readers that are not ours find in a file of gifts.
 *
 * @param minor sum of the amounts
 */
record ReadBack(long rows, long minor) {

    private static final String AMOUNT = "amount";

    static ReadBack jsonLines(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        long rows = 0;
        long minor = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode gift = json.readTree(line);
                rows++;
                minor += gift.path(AMOUNT).path("minor").longValue();
            }
        }
        return new ReadBack(rows, minor);
    }

    static ReadBack xlsx(Path file) throws IOException {
        long rows = 0;
        BigDecimal sum = BigDecimal.ZERO;
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
                Stream<Row> all = workbook.getFirstSheet().openStream()) {
            Iterator<Row> each = all.iterator();
            int column = column(each.next());
            while (each.hasNext()) {
                rows++;
                sum = sum.add(each.next().getCell(column).asNumber());
            }
        }
        return new ReadBack(rows, sum.movePointRight(2).longValueExact());
    }

    private static int column(Row names) throws IOException {
        for (int i = 0; i < names.getCellCount(); i++) {
            if (AMOUNT.equals(names.getCell(i).getText())) {
                return i;
            }
        }
        throw new IOException("The sheet lacks " + AMOUNT);
    }
}
