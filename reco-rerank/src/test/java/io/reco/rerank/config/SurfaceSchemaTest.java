package io.reco.rerank.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SurfaceSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SurfaceSchema.json(), InputFormat.JSON);

    private static boolean accepts(String json) {
        return SCHEMA.validate(json, InputFormat.JSON).isEmpty();
    }

    private static String json(String yaml) {
        return SurfaceWriter.json(SurfaceReader.withoutResources().read(yaml, "test.yaml"));
    }

    /** To bring it up to date: {@code reco surface schema > reco-rerank/src/main/resources/.../surface.schema.json}. */
    @Test
    void theShippedSchemaIsUpToDate() throws IOException {
        try (InputStream shipped = SurfaceSchema.class.getResourceAsStream(SurfaceSchema.RESOURCE)) {
            assertThat(shipped).isNotNull();
            assertThat(new String(shipped.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(SurfaceSchema.json());
        }
    }

    @Test
    void itAcceptsWhatTheReaderAccepts() {
        assertThat(accepts(json(SurfaceReaderTest.GOOD))).isTrue();
        for (String rule : ExampleRules.CANONICAL) {
            assertThat(accepts(json(ExampleRules.fileOf(rule)))).as(rule).isTrue();
        }
        assertThat(
                        accepts(
                                "{\"surface\": \"a\", \"k\": 1, \"sources\": [{\"name\": \"m\"}], \"rules\": "
                                        + "[{\"playable\": {}}, {\"pins\": {\"pins\": [{\"track\": \"t\", \"slot\": 0, \"from\": \"2026-12-01\"}]}}]}"))
                .isTrue();
    }

    @Test
    void itRefusesUnknownAndMissingKeysAndValues() {
        String good = json(SurfaceReaderTest.GOOD);
        String[][] changes = {
            {"\"artist-cap\": {", "\"artist-cup\": {"},
            {"\"max\": 2", "\"mix\": 2"},
            {"\"max\": 2", "\"max\": 0"},
            {"\"max\": 2", "\"max\": \"2\""},
            {"\"k\": 20", "\"kk\": 20"},
            {"\"b\": 0.02", "\"mode\": \"bost\", \"b\": 1"},
            {"\"7d\"", "\"7 days\""},
            {"\"lambda\": 0.5", "\"lambda\": 1.5"},
            {"\"playable\"", "\"artist-cap\""},
            {"\"playable\"", "\"playble\""},
            {"\"slot\": 0", "\"slit\": 0"},
            {"\"weight\": 2", "\"weight\": 0"}
        };
        for (String[] change : changes) {
            assertThat(good).contains(change[0]);
            assertThat(accepts(good.replace(change[0], change[1])))
                    .as(change[1])
                    .isFalse();
        }
    }
}
