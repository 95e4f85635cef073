package io.reco.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every reader does with good and with bad input. Subclasses give a small sample and the faults of their format. */
abstract class DatasetFormatContract {
    private static final int HUGE = 10_000_000;

    @TempDir
    Path directory;

    /** The format. */
    abstract DatasetFormat format();

    /** A small valid data set: contents by role. */
    abstract Map<String, byte[]> sample();

    /** File names by role, as the format expects them in a directory. */
    abstract Map<String, String> fileNames();

    /** Faults of this format, each in one record that is otherwise valid. */
    abstract List<BadCase> badCases();

    /** Roles whose files are not UTF-8. */
    Set<String> latin1Roles() {
        return Set.of();
    }

    /** Roles in which an empty line means something. */
    Set<String> rolesWhereBlankLinesCount() {
        return Set.of();
    }

    /** The sample of a role with one record of {@link #HUGE} bytes more. */
    byte[] withHugeRecord(String role, byte[] content) {
        return join(content, huge(), "\n".getBytes(UTF_8));
    }

    /** A file with one bad record; without it the data set is the one of {@code rest}. */
    record BadCase(
            String what, String role, byte[] content, byte[] bad, byte[] rest, RejectReason reason, String column) {
        @Override
        public String toString() {
            return what + " (" + role + ")";
        }
    }

    /** The sample with this line at the end. */
    final BadCase line(String what, String role, String line, RejectReason reason, String column) {
        byte[] rest = content(role);
        byte[] bad = line.getBytes(ISO_8859_1);
        return new BadCase(what, role, join(rest, bad, "\n".getBytes(UTF_8)), bad, rest, reason, column);
    }

    final byte[] content(String role) {
        byte[] content = sample().get(role);
        if (content == null) {
            throw new AssertionError("no sample for " + role);
        }
        return content;
    }

    @Test
    final void readsTheSampleByStreamAndCountsEveryRecord() throws IOException {
        ReadResult result = format().read(sources(sample()), ReadOptions.strict());

        assertThat(result.report().rejected()).isZero();
        assertThat(result.report().records())
                .isPositive()
                .isEqualTo(result.report().accepted());
        assertThat(result.dataset().catalog().trackCount()).isPositive();
        assertThat(result.report().sources()).hasSize(sample().size());
    }

    @Test
    final void gzipIsSeenFromTheBytesNotFromTheName() throws IOException {
        Map<String, byte[]> zipped = new LinkedHashMap<>();
        sample().forEach((role, content) -> zipped.put(role, gzip(content)));

        assertThat(dump(zipped)).isEqualTo(dump(sample()));
    }

    @Test
    final void findsItsFilesInADirectoryPlainOrZipped() throws IOException {
        for (Map.Entry<String, byte[]> entry : sample().entrySet()) {
            boolean zip = entry.getKey().hashCode() % 2 == 0;
            Path file = directory.resolve(fileNames().get(entry.getKey()) + (zip ? ".gz" : ""));
            Files.write(file, zip ? gzip(entry.getValue()) : entry.getValue());
        }
        Files.writeString(directory.resolve("README"), "not data\n");

        Sources found = format().locate(directory);

        assertThat(found.roles()).isEqualTo(sample().keySet());
        assertThat(DatasetDump.of(format().read(found, ReadOptions.strict()).dataset()))
                .isEqualTo(dump(sample()));
    }

    @Test
    final void sayWhichFileIsMissing() throws IOException {
        assertThatThrownBy(() -> format().locate(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(format().name())
                .hasMessageContaining(format().roles().get(0).fileNames());
        assertThatThrownBy(() -> format().locate(directory.resolve("none"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> format().read(Sources.none(), ReadOptions.strict()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(format().roles().get(0).name());
    }

    @TestFactory
    final Stream<DynamicTest> harmlessDifferencesChangeNothing() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String role : sample().keySet()) {
            byte[] content = content(role);
            String text = new String(content, ISO_8859_1);
            tests.add(same("CRLF in " + role, role, text.replace("\n", "\r\n")));
            tests.add(same("no newline at the end of " + role, role, text.substring(0, text.length() - 1)));
            tests.add(same("byte order mark before " + role, role, "\u00EF\u00BB\u00BF" + text));
            if (!rolesWhereBlankLinesCount().contains(role)) {
                tests.add(same("blank lines in " + role, role, "\n" + text.replace("\n", "\n\n") + "\n"));
            }
        }
        return tests.stream();
    }

    private DynamicTest same(String what, String role, String latin1) {
        return dynamicTest(
                what,
                () -> assertThat(dump(with(role, latin1.getBytes(ISO_8859_1)))).isEqualTo(dump(sample())));
    }

    @TestFactory
    final Stream<DynamicTest> badRecordsFailStrictlyAndAreRejectedLeniently() {
        List<BadCase> cases = new ArrayList<>(badCases());
        for (String role : sample().keySet()) {
            if (!latin1Roles().contains(role)) {
                cases.add(badUtf8(role));
            }
        }
        return cases.stream().flatMap(bad -> Stream.of(strict(bad), lenient(bad)));
    }

    private BadCase badUtf8(String role) {
        byte[] content = content(role);
        int at = content.length;
        while (!Character.isLetterOrDigit(content[at - 1])) {
            at--;
        }
        byte[] bad = join(
                Arrays.copyOf(content, at), new byte[] {(byte) 0xFF}, Arrays.copyOfRange(content, at, content.length));
        return new BadCase("bad UTF-8", role, bad, new byte[] {(byte) 0xFF}, new byte[0], RejectReason.BAD_UTF8, "");
    }

    private DynamicTest strict(BadCase bad) {
        return dynamicTest("strict: " + bad, () -> {
            InputFormatException error = catchThrowableOfType(
                    InputFormatException.class,
                    () -> format().read(sources(with(bad.role(), bad.content())), ReadOptions.strict()));
            assertThat(error).isNotNull();
            assertThat(error.reason()).as(error.getMessage()).isEqualTo(bad.reason());
            assertThat(error.file()).isEqualTo(bad.role());
            assertThat(error.getMessage()).contains(bad.role()).contains("--lenient");
            assertThat(error.line()).isPositive();
            assertThat(error.getMessage()).contains("line " + error.line());
            assertThat(error.value()).doesNotContain("\uFFFD");
            if (!bad.column().isEmpty()) {
                assertThat(error.columnName()).isEqualTo(bad.column());
                assertThat(error.getMessage()).contains(bad.column());
            }
        });
    }

    private DynamicTest lenient(BadCase bad) {
        return dynamicTest("lenient: " + bad, () -> {
            Path rejects = directory.resolve("rejects.tsv");
            ReadResult result = format().read(sources(with(bad.role(), bad.content())), ReadOptions.lenient(rejects));

            assertThat(result.report().rejectedByReason())
                    .as(result.report().toText())
                    .isEqualTo(Map.of(bad.reason(), 1L));
            assertThat(result.report().examples()).hasSize(1);
            if (bad.rest().length > 0) {
                assertThat(DatasetDump.of(result.dataset())).isEqualTo(dump(with(bad.role(), bad.rest())));
            }
            List<String> lines = Files.readAllLines(rejects, UTF_8);
            assertThat(lines).hasSize(2);
            String[] fields = lines.get(1).split("\t", -1);
            assertThat(fields).hasSize(5);
            assertThat(fields[0]).isEqualTo(bad.role());
            assertThat(fields[3]).isEqualTo(bad.reason().code());
            assertThat(new String(RejectsFile.unescape(fields[4]), ISO_8859_1))
                    .contains(new String(bad.bad(), ISO_8859_1));
        });
    }

    @TestFactory
    final Stream<DynamicTest> faultsOfWholeFiles() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String role : sample().keySet()) {
            byte[] zipped = gzip(content(role));
            tests.add(dynamicTest("empty " + role, () -> wholeFileFault(role, new byte[0], RejectReason.EMPTY_FILE)));
            tests.add(dynamicTest(
                    "gzip of " + role + " cut in its data",
                    () -> wholeFileFault(role, Arrays.copyOf(zipped, zipped.length / 2), RejectReason.TRUNCATED)));
            tests.add(dynamicTest("gzip of " + role + " without its trailer", () -> {
                ReadReport report =
                        wholeFileFault(role, Arrays.copyOf(zipped, zipped.length - 4), RejectReason.TRUNCATED);
                ReadReport whole =
                        format().read(sources(sample()), ReadOptions.strict()).report();
                assertThat(report.accepted()).isEqualTo(whole.accepted());
            }));
            tests.add(dynamicTest("10 MB record in " + role, () -> {
                Path rejects = directory.resolve("rejects.tsv");
                byte[] content = withHugeRecord(role, content(role));
                wholeFileFault(role, content, RejectReason.LINE_TOO_LONG);
                assertThat(Files.size(rejects)).isGreaterThan(HUGE);
                assertThat(DatasetDump.of(format().read(sources(with(role, content)), ReadOptions.lenient(rejects))
                                .dataset()))
                        .isEqualTo(dump(sample()));
            }));
        }
        return tests.stream();
    }

    private ReadReport wholeFileFault(String role, byte[] content, RejectReason reason) throws IOException {
        InputFormatException error = catchThrowableOfType(
                InputFormatException.class, () -> format().read(sources(with(role, content)), ReadOptions.strict()));
        assertThat(error).isNotNull();
        assertThat(error.reason()).as(error.getMessage()).isEqualTo(reason);
        assertThat(error.file()).isEqualTo(role);
        ReadReport report = format().read(
                        sources(with(role, content)), ReadOptions.lenient(directory.resolve("rejects.tsv")))
                .report();
        assertThat(report.rejectedByReason()).as(report.toText()).containsEntry(reason, 1L);
        return report;
    }

    final Map<String, byte[]> with(String role, byte[] content) {
        Map<String, byte[]> changed = new LinkedHashMap<>(sample());
        changed.put(role, content);
        return changed;
    }

    final String dump(Map<String, byte[]> contents) throws IOException {
        return DatasetDump.of(
                format().read(sources(contents), ReadOptions.strict()).dataset());
    }

    static Sources sources(Map<String, byte[]> contents) {
        Sources sources = Sources.none();
        for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
            sources =
                    sources.with(entry.getKey(), Source.of(entry.getKey(), new ByteArrayInputStream(entry.getValue())));
        }
        return sources;
    }

    static byte[] huge() {
        byte[] huge = new byte[HUGE];
        Arrays.fill(huge, (byte) 'x');
        return huge;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Map<String, byte[]> utf8(Map<String, String> texts) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        texts.forEach((role, text) -> bytes.put(role, text.getBytes(UTF_8)));
        return bytes;
    }
}
