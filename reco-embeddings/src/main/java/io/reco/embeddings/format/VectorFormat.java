package io.reco.embeddings.format;

import io.reco.core.io.NearestName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The formats of vectors.
 *
 * <pre>{@code
 * VectorFormat.WORD2VEC_TEXT.write(NamedVectors.of(model.vectors()), Path.of("tracks.vec"), VectorWriteOptions.DEFAULT);
 * NamedVectors vectors = VectorFormat.detect(file).read(file, VectorReadOptions.DEFAULT).vectors();
 * }</pre>
 *
 * <p>What is read is, to the bit, what was written, in every format but {@link #PROJECTOR}. Only {@link #SAFETENSORS} keeps
 * support; only word2vec cannot hold every id as it is, see {@link Blanks}.
 */
public enum VectorFormat {
    /**
     * A line {@code rows dimension}, then {@code id number ... number} a line: the same bytes as {@code
     * save_word2vec_format(binary=False)} of gensim 4.2 for the same rows in the same order. Also reads word2vec.c and the
     * {@code .vec} of fastText.
     */
    WORD2VEC_TEXT(new Word2VecText()),
    /**
     * A line {@code rows dimension}, then id, blank and little endian floats: the same bytes as {@code
     * save_word2vec_format(binary=True)}. Also reads word2vec.c.
     */
    WORD2VEC_BINARY(new Word2VecBinary()),
    /** The same bytes as {@code numpy.save} of the float32 matrix; ids in {@code NAME.ids.txt} beside it. */
    NPY(new Npy()),
    /** Tensors {@code vectors}, {@code ids} and {@code support} in one file. */
    SAFETENSORS(new SafetensorsVectors()),
    /** A directory with {@code vectors.tsv} and {@code metadata.tsv} for the TensorFlow embedding projector. Not read. */
    PROJECTOR(new Projector());

    private final VectorCodec codec;

    VectorFormat(VectorCodec codec) {
        this.codec = codec;
    }

    /** The name in commands: {@code word2vec-text}, {@code word2vec-binary}, {@code npy}, {@code safetensors}, {@code projector}. */
    public String formatName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it can be read. */
    public boolean readable() {
        return this != PROJECTOR;
    }

    /** All names, in the order in which help texts list them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(VectorFormat::formatName).toList();
    }

    /**
     * The format of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names and the nearest one
     */
    public static VectorFormat byName(String name) {
        for (VectorFormat format : values()) {
            if (format.formatName().equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("no vector format '" + name + "'; did you mean '"
                + NearestName.of(name, names()) + "'? The formats are " + String.join(", ", names()));
    }

    /**
     * The format of a file by its first 64 KB, unpacked if they are gzip. Only where these cannot tell (word2vec without any
     * vector) the name counts: {@code .bin} is binary.
     *
     * @throws VectorFileException if it is none that can be read
     */
    public static VectorFormat detect(Path file) throws IOException {
        return FormatDetector.detect(file);
    }

    /**
     * Writes under a temporary name beside the file, forces it to the disk and renames it; where there are two files, each of
     * them, the vectors last. Takes a buffer of memory (safetensors: and the text of the ids).
     *
     * @param path the file, for {@link #PROJECTOR} the directory, which is made; what was there is replaced
     * @throws IllegalArgumentException if an id cannot be written; it names the id and the row
     */
    public void write(NamedVectors vectors, Path path, VectorWriteOptions options) throws IOException {
        codec.write(vectors, path, options);
    }

    /**
     * Reads a file, unpacked if it is gzip. Takes the memory of what it returns and a buffer.
     *
     * @throws VectorFileException if the file is damaged, of another format, or holds what cannot be kept: NaN, infinities,
     *     one id twice
     * @throws UnsupportedOperationException if the format is not {@link #readable}
     */
    public VectorRead read(Path file, VectorReadOptions options) throws IOException {
        return codec.read(file, options);
    }
}
