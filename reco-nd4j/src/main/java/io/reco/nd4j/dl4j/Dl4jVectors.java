package io.reco.nd4j.dl4j;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.TrackVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.models.embeddings.inmemory.InMemoryLookupTable;
import org.deeplearning4j.models.embeddings.loader.VectorsConfiguration;
import org.deeplearning4j.models.embeddings.loader.WordVectorSerializer;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.deeplearning4j.models.word2vec.wordstore.VocabCache;
import org.deeplearning4j.models.word2vec.wordstore.inmemory.AbstractCache;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Vectors to DL4J and back. Needs a backend of ND4J at run time. All rows are held twice while they are converted.
 *
 * <p>Copied are the input vectors, the ids and how often each occurred. Ids are taken as they are. Tracks
 * without a vector are left out, so the tracks that come back are those with one, in the order of their rows.
 */
public final class Dl4jVectors {
    private Dl4jVectors() {}

    /**
     * Returns a Word2Vec with these vectors, as if it had been trained; its output vectors are zero.
     *
     * @throws IllegalArgumentException if there is no vector
     */
    public static Word2Vec toWord2Vec(TrackVectors vectors) {
        if (vectors.rows() == 0) {
            throw new IllegalArgumentException("there is no vector to hand to DL4J");
        }
        AbstractCache<VocabWord> vocabulary = new AbstractCache.Builder<VocabWord>().build();
        INDArray table = Nd4j.create(vectors.rows(), vectors.dimension());
        for (int row = 0; row < vectors.rows(); row++) {
            String id = vectors.tracks().id(vectors.track(row));
            VocabWord word = new VocabWord(Math.max(1, vectors.support(row)), id);
            word.setIndex(row);
            vocabulary.addToken(word);
            vocabulary.addWordToIndex(row, id);
            table.putRow(row, Nd4j.createFromArray(vectors.vector(row)));
        }
        InMemoryLookupTable<VocabWord> lookup = new InMemoryLookupTable.Builder<VocabWord>()
                .cache(vocabulary)
                .vectorLength(vectors.dimension())
                .useAdaGrad(false)
                .useHierarchicSoftmax(false)
                .negative(1)
                .build();
        lookup.setSyn0(table);
        lookup.setSyn1Neg(Nd4j.create(vectors.rows(), vectors.dimension()));
        VectorsConfiguration configuration = new VectorsConfiguration();
        configuration.setLayersSize(vectors.dimension());
        return new Word2Vec.Builder(configuration)
                .vocabCache(vocabulary)
                .lookupTable(lookup)
                .layerSize(vectors.dimension())
                .build();
    }

    /**
     * Returns the vectors of a Word2Vec, by index of its words.
     *
     * @throws IllegalArgumentException if it has no vectors, a word is missing from its index, or a component is not finite
     */
    public static TrackVectors of(Word2Vec word2Vec) {
        VocabCache<VocabWord> vocabulary = word2Vec.vocab();
        if (!(word2Vec.lookupTable() instanceof InMemoryLookupTable<?> lookup) || vocabulary == null) {
            throw new IllegalArgumentException("the Word2Vec has no vectors in memory");
        }
        INDArray table = lookup.getSyn0();
        int rows = vocabulary.numWords();
        if (table == null || table.rank() != 2 || table.size(0) < rows) {
            throw new IllegalArgumentException("the Word2Vec has " + rows + " words and "
                    + (table == null ? "no vectors" : table.size(0) + " vectors"));
        }
        int dimension = (int) table.size(1);
        List<String> ids = new ArrayList<>(rows);
        int[] trackOfRow = new int[rows];
        int[] support = new int[rows];
        FloatMatrix matrix = FloatMatrix.allocate(rows, dimension);
        for (int row = 0; row < rows; row++) {
            String id = vocabulary.wordAtIndex(row);
            if (id == null) {
                throw new IllegalArgumentException("the Word2Vec has no word of index " + row);
            }
            ids.add(id);
            trackOfRow[row] = row;
            support[row] = vocabulary.wordFrequency(id);
            float[] vector = table.getRow(row).toFloatVector();
            for (int i = 0; i < dimension; i++) {
                if (!Float.isFinite(vector[i])) {
                    throw new IllegalArgumentException("component " + i + " of '" + id + "' is " + vector[i]);
                }
            }
            matrix.setRow(row, vector, 0);
        }
        IdMap tracks = IdMap.of(ids);
        if (tracks.size() != rows) {
            throw new IllegalArgumentException("the Word2Vec has a word twice");
        }
        return new TrackVectors(tracks, trackOfRow, support, matrix);
    }

    /**
     * Writes a file that DL4J reads. An existing one is replaced.
     *
     * @throws IllegalArgumentException for {@link Dl4jForm#BINARY}, which DL4J does not write, and see {@link #toWord2Vec}
     */
    public static void write(TrackVectors vectors, Path file, Dl4jForm form) throws IOException {
        if (form == Dl4jForm.BINARY) {
            throw new IllegalArgumentException(
                    "DL4J 1.0.0-M2.1 does not write the binary form; reco's word2vec format is the same and is written");
        }
        Word2Vec word2Vec = toWord2Vec(vectors);
        try {
            Files.deleteIfExists(file);
            if (form == Dl4jForm.ZIP) {
                WordVectorSerializer.writeWord2VecModel(word2Vec, file.toFile());
            } else {
                WordVectorSerializer.writeWordVectors(word2Vec.lookupTable(), file.toFile());
            }
        } catch (RuntimeException e) {
            throw new IOException(file + ": DL4J cannot write it: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a file with DL4J, whose own reading tries one form after the other and takes what can be parsed: what comes back
     * is compared with the header (or the number of lines) and, for the binary form, with the size of the file.
     *
     * @throws IOException if the file cannot be read, is not of the form, is short or long, names a word twice, or has a
     *     component that is not finite; the message names the file
     */
    public static TrackVectors read(Path file, Dl4jForm form) throws IOException {
        Dl4jShape shape = Dl4jShape.of(file, form);
        TrackVectors vectors;
        try {
            vectors = of(readWith(file, form, shape.lineFeeds()));
        } catch (RuntimeException e) {
            throw new IOException(file + ": DL4J cannot read it as " + form + ": " + e.getMessage(), e);
        }
        shape.check(vectors);
        return vectors;
    }

    private static Word2Vec readWith(Path file, Dl4jForm form, boolean lineFeeds) {
        return switch (form) {
            case ZIP -> WordVectorSerializer.readWord2VecModel(file.toFile(), true);
            case TEXT -> WordVectorSerializer.readAsCsv(file.toFile());
            case BINARY ->
                lineFeeds
                        ? WordVectorSerializer.readAsBinary(file.toFile())
                        : WordVectorSerializer.readAsBinaryNoLineBreaks(file.toFile());
        };
    }
}
