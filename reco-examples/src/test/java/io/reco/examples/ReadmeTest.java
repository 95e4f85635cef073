package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.world.WorldOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What README.md shows is what is compiled, and it runs. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theSnippetIsTheCode() throws IOException {
        String code = Files.readString(
                Path.of("src", "main", "java", "io", "reco", "examples", "FirstSteps.java"), StandardCharsets.UTF_8);
        String marked = code.substring(code.indexOf("// [readme") + "// [readme".length(), code.indexOf("// readme]"))
                .stripIndent()
                .strip();
        String readme = Files.readString(ROOT.resolve("README.md"), StandardCharsets.UTF_8);
        assertThat(marked).isNotEmpty();
        assertThat(readme).contains("```java\n" + marked + "\n```");
    }

    @Test
    void theSnippetRuns() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FirstSteps.run(WorldOptions.ofSize(200, 500).withSeed(3), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(11);
        assertThat(text).contains("Interval[low=0.");
    }

    @Test
    void theTwoCommandsAreThere() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"), StandardCharsets.UTF_8);
        assertThat(readme).contains("./reco quickstart").contains("mvn verify");
        assertThat(ROOT.resolve("reco")).isExecutable();
        assertThat(Files.readString(ROOT.resolve(".ci").resolve("run"), StandardCharsets.UTF_8))
                .contains("mvn -B -ntp verify");
    }
}
