package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java shown in help pages compiles. Each snippet is the body of a method; names that a page takes for granted are its
 * parameters, unless the snippet declares them itself.
 */
class HelpSnippetsTest {
    @TempDir
    private Path classes;

    /**
     * A page.
     *
     * @param name file in docs/help
     * @param packages of io.reco, beside those of all pages, that are imported
     * @param given parameters of the methods
     */
    record Page(String name, List<String> packages, List<String> given) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<String> COMMON = List.of(
            "java.time",
            "java.util",
            "java.nio.file",
            "io.reco.core.data",
            "io.reco.core.recommend",
            "io.reco.core.sequence",
            "io.reco.core.vector",
            "io.reco.core.progress");

    static List<Page> pages() {
        return List.of(
                new Page(
                        "similar.md",
                        List.of("embeddings"),
                        List.of(
                                "TrackVectors vectors",
                                "Catalog catalog",
                                "Dataset data",
                                "List<Playlist> playlists",
                                "Track newTrack",
                                "FeatureVectors features",
                                "Profile profile")),
                new Page(
                        "search.md",
                        List.of("embeddings.index"),
                        List.of(
                                "FloatMatrix vectors",
                                "FloatMatrix moreVectors",
                                "FloatMatrix queries",
                                "float[] query",
                                "BitSet heard",
                                "Path directory",
                                "Path onDisk",
                                "ProgressListener progress")),
                new Page(
                        "vector-files.md",
                        List.of("embeddings", "embeddings.format", "embeddings.item2vec"),
                        List.of("Item2VecModel model", "Path file", "Catalog catalog")),
                new Page(
                        "rules.md",
                        List.of("rerank", "rerank.rule"),
                        List.of("Recommender model", "RuleContexts contexts", "Query query")),
                new Page(
                        "fusion.md",
                        List.of("rerank", "rerank.fusion", "rerank.rule"),
                        List.of("Recommender itemKnn", "Recommender popular", "RuleContexts contexts", "Query query")),
                new Page("history.md", List.of("rerank.history"), List.of("javax.sql.DataSource dataSource")),
                new Page(
                        "radio.md",
                        List.of("rerank", "rerank.rule", "rerank.session"),
                        List.of("Recommender model", "RuleContexts contexts", "RadioStep step", "long now")),
                new Page(
                        "surfaces.md",
                        List.of(
                                "rerank",
                                "rerank.config",
                                "rerank.surface",
                                "rerank.rule",
                                "rerank.diversity",
                                "rerank.history"),
                        List.of(
                                "RuleContexts contexts",
                                "Recommender itemKnn",
                                "Candidates editorial",
                                "TrackSimilarity similarity",
                                "Path file",
                                "Query query",
                                "List<Query> queries",
                                "SurfaceResources resources",
                                "SurfaceRecommender home",
                                "RecommendationHistory history")),
                new Page(
                        "evaluate.md",
                        List.of("core.split", "eval", "eval.report", "eval.stats"),
                        List.of(
                                "Dataset data",
                                "Split split",
                                "EvaluationOptions options",
                                "Evaluator evaluator",
                                "Recommender model",
                                "List<EvaluationResult> results",
                                "ModelComparison comparison",
                                "java.util.function.Function<Dataset, Recommender> fit",
                                "java.util.function.Function<Dataset, Recommender> popular",
                                "Path directory",
                                "ProgressListener progress")),
                new Page(
                        "score.md",
                        List.of("core.io", "eval.run", "eval.metric"),
                        List.of("Path judgements", "Path file")),
                new Page("off-policy.md", List.of("eval.policy"), List.of()),
                new Page(
                        "formats.md",
                        List.of("core.io"),
                        List.of("Path file", "Path rejects", "java.io.InputStream inputStream")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void snippetsCompile(Page page) throws IOException {
        List<String> snippets = snippets(page);
        assertThat(snippets).isNotEmpty();
        assertThat(compile(source(page, snippets))).isEmpty();
    }

    @Test
    void aWrongNameIsFound() {
        Page page = new Page("none", List.of(), List.of("int one"));
        assertThat(compile(source(page, List.of("int two = one;")))).isEmpty();
        assertThat(compile(source(page, List.of("int two = three;")))).contains("three");
        assertThatThrownBy(() -> snippets(page)).isInstanceOf(IOException.class);
    }

    private static List<String> snippets(Page page) throws IOException {
        String text = Files.readString(Path.of("..", "docs", "help", page.name()), StandardCharsets.UTF_8);
        List<String> snippets = new ArrayList<>();
        String[] parts = text.split("```java\n", -1);
        for (int i = 1; i < parts.length; i++) {
            snippets.add(parts[i].substring(0, parts[i].indexOf("\n```") + 1));
        }
        return snippets;
    }

    private static String source(Page page, List<String> snippets) {
        StringBuilder source = new StringBuilder();
        for (String imported : COMMON) {
            source.append("import ").append(imported).append(".*;\n");
        }
        for (String imported : page.packages()) {
            source.append("import io.reco.").append(imported).append(".*;\n");
        }
        source.append("class Page {\n");
        for (int i = 0; i < snippets.size(); i++) {
            String snippet = snippets.get(i);
            List<String> parameters = new ArrayList<>(page.given());
            parameters.removeIf(p -> declares(snippet, p.substring(p.lastIndexOf(' ') + 1)));
            source.append("static void snippet" + i + "(" + String.join(", ", parameters) + ") throws Exception {\n")
                    .append(snippet)
                    .append("}\n");
        }
        return source.append("}\n").toString();
    }

    private static boolean declares(String snippet, String name) {
        return Pattern.compile("[\\w>\\]] " + name + " =").matcher(snippet).find();
    }

    /** Returns what the compiler says; empty if it is content. */
    private String compile(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Page.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        List<String> options = List.of(
                "-proc:none", "-Xlint:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        return compiler.getTask(messages, null, null, options, Set.of(), List.of(file))
                        .call()
                ? ""
                : messages.toString();
    }
}
