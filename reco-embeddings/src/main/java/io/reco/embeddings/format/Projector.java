package io.reco.embeddings.format;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.io.FileReplacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory with the two tables of the TensorFlow embedding projector: {@code vectors.tsv}, a row of numbers a vector
 * without header, and {@code metadata.tsv}: {@code id}, with a catalogue also {@code title}, {@code artist} (the main one)
 * and {@code genre} (the primary one), and {@code support} if it is known. As the projector wants it, there is a header line
 * only if there are several columns. Tabs and line ends in any cell become a blank; what is not known is empty.
 */
final class Projector implements VectorCodec {
    static final String VECTORS = "vectors.tsv";
    static final String METADATA = "metadata.tsv";

    @Override
    public void write(NamedVectors vectors, Path path, VectorWriteOptions options) throws IOException {
        Files.createDirectories(path);
        FileReplacement.write(path.resolve(METADATA), stream -> {
            VectorOutput out = new VectorOutput(stream);
            List<String> columns = columns(vectors, options);
            if (columns.size() > 1) {
                writeLine(columns, out);
            }
            for (int row = 0; row < vectors.rows(); row++) {
                writeLine(cells(vectors, row, options), out);
            }
            out.flush();
        });
        FileReplacement.write(path.resolve(VECTORS), stream -> {
            VectorOutput out = new VectorOutput(stream);
            for (int row = 0; row < vectors.rows(); row++) {
                Word2VecText.writeRow(vectors.matrix(), row, '\t', out);
            }
            out.flush();
        });
    }

    private static List<String> columns(NamedVectors vectors, VectorWriteOptions options) {
        List<String> columns = new ArrayList<>(List.of("id"));
        if (options.catalog().isPresent()) {
            columns.addAll(List.of("title", "artist", "genre"));
        }
        if (vectors.hasSupport()) {
            columns.add("support");
        }
        return columns;
    }

    private static List<String> cells(NamedVectors vectors, int row, VectorWriteOptions options) {
        String id = vectors.ids().id(row);
        List<String> cells = new ArrayList<>(List.of(id));
        options.catalog()
                .ifPresent(catalog -> addFacts(catalog, catalog.tracks().indexOf(id), cells));
        if (vectors.hasSupport()) {
            cells.add(String.valueOf(vectors.support(row)));
        }
        return cells;
    }

    private static void addFacts(Catalog catalog, int t, List<String> cells) {
        if (t == IdMap.ABSENT) {
            cells.addAll(List.of("", "", ""));
            return;
        }
        cells.add(catalog.title(t));
        cells.add(artist(catalog, catalog.mainArtist(t)));
        cells.add(
                catalog.trackGenres().length(t) == 0
                        ? ""
                        : catalog.genreName(catalog.trackGenres().get(t, 0)));
    }

    private static String artist(Catalog catalog, int a) {
        if (a == IdMap.ABSENT) {
            return "";
        }
        String name = catalog.artistName(a);
        return name.isEmpty() ? catalog.artists().id(a) : name;
    }

    private static void writeLine(List<String> cells, VectorOutput out) throws IOException {
        for (int j = 0; j < cells.size(); j++) {
            if (j > 0) {
                out.write('\t');
            }
            out.write(cells.get(j).replaceAll("[\\t\\n\\x0B\\f\\r\\x85\\u2028\\u2029]", " "));
        }
        out.write('\n');
    }

    @Override
    public VectorRead read(Path file, VectorReadOptions options) {
        throw new UnsupportedOperationException(
                "projector: these tables are for looking at and are not read; word2vec-text is the readable text format");
    }
}
