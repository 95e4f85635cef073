package io.reco.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Records of a quoted table that span lines. */
class QuotedLinesTest {
    private static final String ALPHABET = "a\",\n\r";

    /** What a table fell into: the columns of its records, the lines that were rejected, the bytes looked at. */
    private record Fallen(List<List<String>> records, List<Long> rejected, long scanned) {}

    private static Fallen read(String text) throws IOException {
        List<List<String>> records = new ArrayList<>();
        long[] scanned = new long[1];
        ReadResult result = ReadSession.run(
                EventTableFormat.csv(),
                Sources.of("events", Source.of("x", new byte[0])),
                ReadOptions.lenient(),
                session -> TextTable.utf8(Splitter.CSV).read(session, Source.of("x", text.getBytes(UTF_8)), row -> {
                    records.add(row.texts());
                    scanned[0] = row.scanned();
                    return true;
                }));
        List<Long> rejected = result.report().examples().stream()
                .filter(example -> example.contains("unbalanced"))
                .map(example -> Long.valueOf(example.replaceAll("(?s).*line (\\d+).*", "$1")))
                .toList();
        return new Fallen(records, rejected, scanned[0]);
    }

    /** The rule in its plain form: every record is split again from its beginning with every line that it takes in. */
    private static Fallen reference(String text) {
        String[] lines = text.split("\n", -1);
        int n = text.endsWith("\n") || text.isEmpty() ? lines.length - 1 : lines.length;
        List<List<String>> records = new ArrayList<>();
        List<Long> rejected = new ArrayList<>();
        int i = 0;
        while (i < n) {
            if (lines[i].isEmpty() || lines[i].equals("\r")) {
                i++;
                continue;
            }
            int next = 0;
            Row row = new Row(UTF_8, Splitter.CSV, List.of());
            for (int k = i; k < n && next == 0; k++) {
                String record = String.join("\n", Arrays.copyOfRange(lines, i, k + 1));
                byte[] bytes =
                        (record.endsWith("\r") ? record.substring(0, record.length() - 1) : record).getBytes(UTF_8);
                try {
                    next = row.set(bytes, 0, bytes.length, i + 1, 0) ? k + 1 : 0;
                } catch (BadRecord e) {
                    break;
                }
            }
            if (next == 0) {
                rejected.add(i + 1L);
                i++;
            } else {
                records.add(row.texts());
                i = next;
            }
        }
        return new Fallen(records, rejected, 0);
    }

    @Test
    void linesFallIntoTheRecordsThatSplittingFromTheBeginningGives() throws IOException {
        SplittableRandom random = new SplittableRandom(13);
        int spanning = 0;
        int rejections = 0;
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            Fallen found = read(text.toString());
            Fallen expected = reference(text.toString());

            assertThat(found.records()).as("seed 13, run %d: %s", run, text).isEqualTo(expected.records());
            assertThat(found.rejected()).as("seed 13, run %d: %s", run, text).isEqualTo(expected.rejected());
            spanning += found.records().toString().contains("\n") ? 1 : 0;
            rejections += found.rejected().size();
        }
        assertThat(spanning).isGreaterThan(1000);
        assertThat(rejections).isGreaterThan(1000);
    }

    @Test
    void aQuoteThatIsNeverClosedIsLookedForInLinearTime() throws IOException {
        assertLinear("a,\"open\n" + "b\"\",1\n".repeat(5_000));
    }

    @Test
    void aRecordOfManyQuotedLinesIsSplitInLinearTime() throws IOException {
        assertLinear("a,\"open\n" + "b\"\",1\n".repeat(5_000) + "\"\n");
    }

    @Test
    void manyQuotesThatAreNeverClosedAreLookedForInLinearTime() throws IOException {
        assertLinear("x\",\"\n".repeat(5_000) + "\"a\"b\nlast,1\n");
        assertLinear("x\",\"\n".repeat(5_000) + "\"last\",1\n");
    }

    /** A line may be looked at as the one a record begins with, and within a record that came to nothing. */
    private static void assertLinear(String text) throws IOException {
        assertThat(read(text).scanned()).isPositive().isLessThan(4L * text.length());
    }
}
