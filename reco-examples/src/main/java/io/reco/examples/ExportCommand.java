package io.reco.examples;

import io.reco.embeddings.format.BlankInIdException;
import io.reco.embeddings.format.Blanks;
import io.reco.embeddings.format.NamedVectors;
import io.reco.embeddings.format.VectorFormat;
import io.reco.embeddings.format.VectorWriteOptions;
import io.reco.examples.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the vectors of a model for other programs. */
@Command(
        name = "export",
        description = "Writes the vectors of the tracks of a model in a format that other programs read.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Formats: word2vec-text and word2vec-binary as gensim writes them; npy with the ids in a text",
            "file beside it; safetensors with ids and play counts; projector: a directory with vectors.tsv",
            "and metadata.tsv for the TensorFlow embedding projector.",
            "",
            "Examples:",
            "  reco export --model lastfm --format word2vec-text --out lastfm.vec",
            "  reco export --model lastfm --format word2vec-binary --blanks underscore --out lastfm.bin",
            "  reco export --model lastfm --format npy --out lastfm.npy",
            "  reco export --model lastfm --format projector --limit 10000 --out projector"
        })
final class ExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "What 'reco train' wrote, or a model bundle.")
    @SuppressWarnings("NullAway.Init") // required
    private Path directory;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            required = true,
            converter = VectorFormatArgument.class,
            completionCandidates = VectorFormatArgument.class,
            description = "${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // required
    private VectorFormat format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The file, for projector the directory; what was there is replaced.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(
            names = "--blanks",
            paramLabel = "HOW",
            converter = BlanksArgument.class,
            completionCandidates = BlanksArgument.class,
            description = "What to do with blanks in ids, which word2vec files cannot hold: ${COMPLETION-CANDIDATES}"
                    + " (default: refuse).")
    private @Nullable Blanks blanks;

    @Option(names = "--limit", paramLabel = "N", description = "Only the N tracks that were played most. Default: all.")
    private int limit = Integer.MAX_VALUE;

    /** For {@code --format}. */
    static final class VectorFormatArgument extends ParsedArgument<VectorFormat> implements Iterable<String> {
        @Override
        VectorFormat parse(String text) {
            return VectorFormat.byName(text);
        }

        @Override
        public Iterator<String> iterator() {
            return VectorFormat.names().iterator();
        }
    }

    /** For {@code --blanks}. */
    static final class BlanksArgument extends EnumArgument<Blanks> {
        BlanksArgument() {
            super(Blanks.class);
        }
    }

    @Override
    public Integer call() throws IOException {
        Given.requireAtLeast("--limit", limit, 1);
        ModelDirectory model = new ModelDirectory(directory);
        OutputPath.requireNoInput(
                "--out " + out, out, List.of(model.model(), directory.resolve(ModelDirectory.CATALOG)));
        ModelDirectory.Opened opened = model.open();
        NamedVectors vectors = NamedVectors.of(opened.model().vectors()).mostSupported(limit);
        VectorWriteOptions options = VectorWriteOptions.DEFAULT.withBlanks(blanks == null ? Blanks.REFUSE : blanks);
        if (opened.catalog().isPresent()) {
            options = options.withCatalog(opened.catalog().get());
        }
        try {
            format.write(vectors, out, options);
        } catch (BlankInIdException e) {
            throw new IllegalArgumentException(
                    e.problem() + "; --blanks underscore or --blanks percent replaces it", e);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "Wrote %,d vectors of dimension %d to %s (%s, %.1f MB)%n",
                        vectors.rows(),
                        vectors.dimension(),
                        out,
                        format.formatName(),
                        ModelDirectory.bytes(out) / 1e6);
        return 0;
    }
}
