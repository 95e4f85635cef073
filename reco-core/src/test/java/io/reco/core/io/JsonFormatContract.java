package io.reco.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of formats whose files are JSON as well. */
abstract class JsonFormatContract extends DatasetFormatContract {
    /** Roles whose files are text, not JSON. */
    Set<String> textRoles() {
        return Set.of();
    }

    /** A JSON role of the sample in which a record can be broken. */
    abstract String brokenRole();

    /** The content with one more record before the last closing bracket. */
    static byte[] insert(byte[] content, byte[] record) {
        String text = new String(content, ISO_8859_1);
        int array = text.lastIndexOf(']');
        int end = text.startsWith("{") && !text.contains("playlists") ? text.lastIndexOf('}') : array;
        return join(
                text.substring(0, end).getBytes(ISO_8859_1),
                ",\n".getBytes(UTF_8),
                record,
                text.substring(end).getBytes(ISO_8859_1));
    }

    final BadCase element(String what, String role, String json, RejectReason reason, String field) {
        byte[] bad = json.getBytes(UTF_8);
        return new BadCase(what, role, insert(content(role), bad), bad, content(role), reason, field);
    }

    @Override
    byte[] withHugeRecord(String role, byte[] content) {
        if (textRoles().contains(role)) {
            return super.withHugeRecord(role, content);
        }
        boolean members = new String(content, ISO_8859_1).startsWith("{")
                && !new String(content, ISO_8859_1).contains("playlists");
        return insert(
                content,
                join(
                        (members ? "\"huge\": \"" : "{\"x\": \"").getBytes(UTF_8),
                        huge(),
                        (members ? "\"" : "\"}").getBytes(UTF_8)));
    }

    @Test
    final void readingGoesOnBehindARecordThatIsBrokenInside() throws IOException {
        String role = brokenRole();
        boolean members = !new String(content(role), UTF_8).startsWith("[")
                && !new String(content(role), UTF_8).contains("playlists");
        byte[] broken = insert(content(role), (members ? "\"b\": [1 2]" : "{\"a\": tru, \"b\" 1}").getBytes(UTF_8));
        ReadReport clean =
                format().read(sources(sample()), ReadOptions.strict()).report();
        ReadReport report = format().read(sources(with(role, broken)), ReadOptions.lenient())
                .report();
        assertThat(report.accepted()).isEqualTo(clean.accepted());
        assertThat(report.rejectedByReason()).isEqualTo(Map.of(RejectReason.BAD_JSON, 1L));

        byte[] open = insert(broken, (members ? "\"c\": [1," : "{\"c\": [1,}").getBytes(UTF_8));
        report = format().read(sources(with(role, open)), ReadOptions.lenient()).report();
        assertThat(report.accepted()).isEqualTo(clean.accepted());
        assertThat(report.rejected()).isGreaterThan(1);
    }

    @Test
    final void aTextThatIsNoJsonIsOneRejection() throws IOException {
        for (String text : new String[] {"hello", "<html></html>", "[1] 2", "{\"a\" 1}"}) {
            ReadReport report = format().read(sources(with(brokenRole(), text.getBytes(UTF_8))), ReadOptions.lenient())
                    .report();
            assertThat(report.rejectedByReason()).as(text).containsKey(RejectReason.BAD_JSON);
        }
    }

    @Test
    final void aTextThatEndsInTheMiddleKeepsWhatWasComplete() throws IOException {
        byte[] content = content(brokenRole());
        byte[] cut = Arrays.copyOf(content, content.length - 3);
        ReadReport report = format().read(sources(with(brokenRole(), cut)), ReadOptions.lenient())
                .report();

        assertThat(report.rejectedByReason()).isEqualTo(Map.of(RejectReason.TRUNCATED, 1L));
        assertThat(report.accepted()).isPositive();
    }
}
