package io.reco.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts below the readers, against independent implementations. */
class LowLevelTest {
    @TempDir
    Path directory;

    @Test
    void utf8IsCheckedAsTheJdkChecksIt() {
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 200_000; run++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                int kind = random.nextInt(4);
                bytes[i] = (byte)
                        (kind == 0
                                ? random.nextInt(128)
                                : kind == 1 ? 0x80 + random.nextInt(64) : 0xC0 + random.nextInt(64));
            }
            boolean valid;
            try {
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes));
                valid = true;
            } catch (CharacterCodingException e) {
                valid = false;
            }
            assertThat(Utf8.firstBad(bytes, 0, bytes.length) < 0)
                    .as("seed 7, run %d: %s", run, Arrays.toString(bytes))
                    .isEqualTo(valid);
        }
    }

    @Test
    void gzipOfSeveralMembersIsReadToItsEndEvenWhenNothingIsAvailable() throws IOException {
        byte[] zipped = DatasetFormatContract.join(
                DatasetFormatContract.gzip("one\n".getBytes(UTF_8)),
                DatasetFormatContract.gzip("two\n".getBytes(UTF_8)),
                new byte[512]);
        InputStream shy = new ByteArrayInputStream(zipped) {
            @Override
            public synchronized int available() {
                return 0;
            }

            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 7));
            }
        };
        assertThat(new String(GzipStream.unpack(shy).readAllBytes(), UTF_8)).isEqualTo("one\ntwo\n");
    }

    @Test
    void damagedGzipIsNeverTakenForItsEnd() {
        byte[] zipped = DatasetFormatContract.gzip("a line of text\nanother line of text\n".getBytes(UTF_8));
        for (int cut = 2; cut < zipped.length; cut++) {
            byte[] part = Arrays.copyOf(zipped, cut);
            assertThatThrownBy(() ->
                            GzipStream.unpack(new ByteArrayInputStream(part)).readAllBytes())
                    .as("cut at %d", cut)
                    .isInstanceOf(GzipStream.DamagedException.class);
        }
        byte[] wrongChecksum = zipped.clone();
        wrongChecksum[zipped.length - 8] ^= 1;
        assertThatThrownBy(() -> GzipStream.unpack(new ByteArrayInputStream(wrongChecksum))
                        .readAllBytes())
                .hasMessageContaining("checksum");
        byte[] garbageBehind = DatasetFormatContract.join(zipped, "garbage".getBytes(UTF_8));
        assertThatThrownBy(() -> GzipStream.unpack(new ByteArrayInputStream(garbageBehind))
                        .readAllBytes())
                .hasMessageContaining("header");
    }

    @Test
    void linesAreThoseOfTheJdkWhateverTheBufferHolds() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (int run = 0; run < 30; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(2000); i > 0; i--) {
                text.append("x".repeat(random.nextInt(random.nextInt(8) == 0 ? 40_000 : 50)))
                        .append(random.nextBoolean() ? "\n" : "\r\n");
                if (text.length() > 500_000) {
                    break;
                }
            }
            List<String> lines = new ArrayList<>();
            try (LineReader reader =
                    new LineReader(new ByteArrayInputStream(text.toString().getBytes(UTF_8)), 1 << 20)) {
                while (reader.next()) {
                    lines.add(new String(reader.bytes(), reader.from(), reader.to() - reader.from(), UTF_8));
                    assertThat(reader.line()).isEqualTo(lines.size());
                }
            }
            assertThat(lines)
                    .as("seed 11, run %d", run)
                    .isEqualTo(text.toString().lines().toList());
        }
    }

    @Test
    void aLineThatIsTooLongTakesNoMoreMemoryThanTheLimit() throws IOException {
        byte[] text = DatasetFormatContract.join(
                "first\n".getBytes(UTF_8), DatasetFormatContract.huge(), "\r\nlast".getBytes(UTF_8));
        try (LineReader reader = new LineReader(new ByteArrayInputStream(text), 1000)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.next()).isTrue();
            assertThat(reader.tooLong()).isTrue();
            long[] length = new long[1];
            reader.drain((bytes, from, to) -> length[0] += to - from);
            assertThat(length[0]).isEqualTo(DatasetFormatContract.huge().length);
            assertThat(reader.bytes().length).isLessThan(1 << 18);
            assertThat(reader.next()).isTrue();
            assertThat(reader.line()).isEqualTo(3);
            assertThat(new String(reader.bytes(), reader.from(), reader.to() - reader.from(), UTF_8))
                    .isEqualTo("last");
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void aQuotedTableFallsIntoTheColumnsThatFastCsvFinds() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int run = 0; run < 2_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int r = 0; r < 4; r++) {
                for (int j = 0; j < 3; j++) {
                    String value = randomText(random);
                    boolean quoted = random.nextBoolean() || value.matches("(?s).*[\",\n].*");
                    text.append(j == 0 ? "" : ",").append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
                }
                text.append('\n');
            }
            List<List<String>> expected = new ArrayList<>();
            CsvReader.builder().ofCsvRecord(text.toString()).forEach(record -> expected.add(record.getFields()));
            List<List<String>> found = new ArrayList<>();
            ReadSession.run(
                    EventTableFormat.csv(),
                    Sources.of("events", Source.of("x", new byte[0])),
                    ReadOptions.strict(),
                    session -> TextTable.utf8(Splitter.CSV)
                            .read(
                                    session,
                                    Source.of("x", text.toString().getBytes(UTF_8)),
                                    row -> found.add(row.texts())));
            assertThat(found).as("seed 5, run %d: %s", run, text).isEqualTo(expected);
        }
    }

    private static String randomText(SplittableRandom random) {
        StringBuilder text = new StringBuilder("v");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append("a,\"\n é".charAt(random.nextInt(6)));
        }
        return text.toString();
    }

    @Test
    void whatGoesIntoARejectsFileComesOutByteForByte() throws IOException {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] text = "한\\🎵\t\r\n".getBytes(UTF_8);
        Path file = directory.resolve("rejects.tsv");
        try (RejectsFile rejects = new RejectsFile(file)) {
            for (byte[] raw : List.of(all, text)) {
                rejects.begin("f", 3, new BadRecord(RejectReason.BAD_UTF8, 2, "name", "", ""));
                rejects.raw(raw, 0, 5);
                rejects.raw(raw, 5, raw.length);
                rejects.end();
            }
        }
        List<String> lines = Files.readAllLines(file, UTF_8);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("f\t3\t2:name\tbad-utf8\t");
        assertThat(RejectsFile.unescape(lines.get(1).split("\t")[4])).isEqualTo(all);
        assertThat(RejectsFile.unescape(lines.get(2).split("\t")[4])).isEqualTo(text);
        assertThatThrownBy(() -> RejectsFile.unescape("\\q")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordsThatAReaderForgetsAreAnError() {
        assertThatThrownBy(() -> new SourceReport("f", 3, 1, Map.of(RejectReason.BAD_UTF8, 1L), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 lost");
    }

    @Test
    void anUnknownFormatSuggestsTheNearest() {
        assertThatThrownBy(() -> DatasetFormats.byName("movielens1m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did you mean 'movielens-1m'")
                .hasMessageContaining("hetrec-lastfm");
        assertThat(DatasetFormats.all()).hasSize(13).allSatisfy(format -> {
            assertThat(DatasetFormats.byName(format.name())).isSameAs(format);
            assertThat(format.description()).doesNotContain("\n").isNotEmpty();
        });
    }

    @Test
    void duplicatesMayBeRejectedInStrictModeToo() throws IOException {
        byte[] users = "user_id:token\n1\n1\n".getBytes(ISO_8859_1);
        byte[] inter = "user_id:token\titem_id:token\n1\t2\n".getBytes(ISO_8859_1);
        Sources sources = Sources.of("inter", Source.of("i", inter)).with("user", Source.of("u", users));
        Path rejects = directory.resolve("rejects.tsv");
        ReadReport report = DatasetFormats.byName("recbole")
                .read(
                        sources,
                        ReadOptions.strict()
                                .withDuplicates(DuplicatePolicy.REJECT)
                                .withRejectsFile(rejects))
                .report();

        assertThat(report.rejectedByReason()).isEqualTo(Map.of(RejectReason.DUPLICATE_ID, 1L));
        assertThat(Files.readAllLines(rejects)).hasSize(2);
    }

    @Test
    void rejectsNeverReplaceASourceOrAnythingElseThatIsNotRejects() throws IOException {
        String plays = "character\ttrack\nc1\tt1\nc1\n";
        Path input = Files.writeString(directory.resolve("plays.tsv"), plays);
        Path link = Files.createSymbolicLink(directory.resolve("link.tsv"), input);
        Path notes = Files.writeString(directory.resolve("notes.txt"), "mine");
        DatasetFormat format = DatasetFormats.byName("tsv");
        for (Path rejects : List.of(input, link, directory.resolve(".").resolve("plays.tsv"))) {
            assertThatThrownBy(() -> format.read(input, ReadOptions.lenient(rejects)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the same file as the source " + input);
        }
        assertThatThrownBy(() -> format.read(input, ReadOptions.lenient(notes)))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("is not a file of rejects");
        assertThat(input).hasContent(plays);
        assertThat(notes).hasContent("mine");

        Path rejects = Files.createFile(directory.resolve("rejects.tsv"));
        for (int run = 0; run < 2; run++) { // an empty one, then that of the first run
            assertThat(format.read(input, ReadOptions.lenient(rejects)).report().rejected())
                    .isEqualTo(1);
            assertThat(Files.readAllLines(rejects)).hasSize(2);
        }
    }

    @Test
    void aStreamIsReadOnce() throws IOException {
        Source source = Source.of("stream", new ByteArrayInputStream(new byte[0]));
        source.open().close();
        assertThatThrownBy(source::open).isInstanceOf(IOException.class).hasMessageContaining("stream");
        assertThatThrownBy(() -> ReadOptions.strict().withMaxLineBytes(3)).hasMessageContaining("maxLineBytes 3");
    }
}
