package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.rerank.config.FusionTypes;
import io.reco.rerank.config.Parameter;
import io.reco.rerank.config.RuleTypes;
import io.reco.rerank.config.SpecType;
import io.reco.rerank.config.SurfaceConfig;
import io.reco.rerank.config.SurfaceReader;
import io.reco.rerank.config.SurfaceSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/help/surfaces.md} says what the types of keys and rules say. */
class SurfaceHelpTest {
    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "help", "surfaces.md"), StandardCharsets.UTF_8);
    }

    /** The row of a rule or fusion. */
    static String row(SpecType<?> type) {
        List<String> parameters = new ArrayList<>();
        for (Parameter parameter : type.parameters()) {
            parameters.add(text(parameter));
        }
        return "| `" + type.name() + "` | " + type.doc() + " | " + String.join("; ", parameters) + " |";
    }

    /** The row of a key of the file. */
    static String row(Parameter key) {
        return "| `" + key.name() + "` | " + key.doc() + " | " + text(key).replaceFirst("`[^`]*`: ", "") + " |";
    }

    private static String text(Parameter parameter) {
        String byDefault = parameter.defaultText();
        return "`" + parameter.name() + "`: " + parameter.accepted()
                + (parameter.isRequired()
                        ? " (required)"
                        : byDefault.isEmpty() ? "" : "; `" + byDefault + "` when left out");
    }

    @Test
    void everyRuleAndFusionHasItsRow() throws IOException {
        List<String> lines = page().lines().toList();
        RuleTypes.all().forEach(type -> assertThat(lines).contains(row(type)));
        FusionTypes.all().forEach(type -> assertThat(lines).contains(row(type)));
        SurfaceConfig.keys().forEach(key -> assertThat(lines).contains(row(key)));
    }

    @Test
    void theExampleIsGood() throws IOException {
        String page = page();
        int from = page.indexOf("```yaml\n") + 8;
        SurfaceConfig surface =
                SurfaceReader.withoutResources().read(page.substring(from, page.indexOf("```", from)), "surfaces.md");
        assertThat(surface.rules()).hasSize(10);
        assertThat(SurfaceSchema.json()).contains("\"artist-cap\"");
    }
}
