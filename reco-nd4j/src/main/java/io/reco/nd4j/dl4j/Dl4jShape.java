package io.reco.nd4j.dl4j;

import io.reco.embeddings.TrackVectors;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a file says about itself before DL4J reads it.
 *
 * @param rows number of vectors
 * @param dimension their length
 * @param vectorBytes bytes behind the header of the binary form; -1 for the others
 * @param lineFeeds whether a line feed follows each vector of the binary form: word2vec.c writes them, gensim does not
 */
record Dl4jShape(Path file, long rows, long dimension, long vectorBytes, boolean lineFeeds) {
    private static final int LONGEST_HEADER = 100;

    static Dl4jShape of(Path file, Dl4jForm form) throws IOException {
        return switch (form) {
            case ZIP -> ofZip(file);
            case TEXT -> {
                try (InputStream in = Files.newInputStream(file)) {
                    yield ofText(file, in);
                }
            }
            case BINARY -> ofBinary(file);
        };
    }

    private static Dl4jShape ofZip(Path file) throws IOException {
        try (ZipFile zip = open(file)) {
            ZipEntry entry = zip.getEntry("syn0.txt");
            if (entry == null) {
                throw new IOException(file + ": no syn0.txt in it: not a Word2Vec model of DL4J");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return ofText(file, in);
            }
        }
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new IOException(file + ": not a zip file: " + e.getMessage(), e);
        }
    }

    private static Dl4jShape ofText(Path file, InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String first = reader.readLine();
        if (first == null) {
            throw new IOException(file + ": empty");
        }
        long lines = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines += line.isBlank() ? 0 : 1;
        }
        String[] fields = first.strip().split(" ");
        if (!first.matches("\\d{1,10} \\d{1,10}( \\d{1,19})?\\s*")) {
            return new Dl4jShape(file, lines + 1, fields.length - 1L, -1, false);
        }
        Dl4jShape shape = new Dl4jShape(file, Long.parseLong(fields[0]), Long.parseLong(fields[1]), -1, false);
        if (lines != shape.rows) {
            throw new IOException(file + ": the header says " + shape.rows + " vectors, there are " + lines + " lines");
        }
        return shape;
    }

    private static Dl4jShape ofBinary(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            StringBuilder header = new StringBuilder();
            for (int b = in.read(); b != '\n' && b >= 0 && header.length() < LONGEST_HEADER; b = in.read()) {
                header.append((char) b);
            }
            if (!header.toString().matches("\\d{1,10} \\d{1,10}")) {
                throw new IOException(file + ": does not begin with the number and the length of the vectors");
            }
            String[] fields = header.toString().split(" ");
            long dimension = Long.parseLong(fields[1]);
            for (int b = in.read(); b != ' ' && b >= 0; ) {
                b = in.read();
            }
            long missing = Float.BYTES * dimension - in.skip(Float.BYTES * dimension);
            return new Dl4jShape(
                    file,
                    Long.parseLong(fields[0]),
                    dimension,
                    Files.size(file) - header.length() - 1,
                    missing == 0 && in.read() == '\n');
        }
    }

    /** Compares what DL4J has read. */
    void check(TrackVectors vectors) throws IOException {
        if (vectors.rows() != rows || vectors.dimension() != dimension) {
            throw new IOException(file + ": holds " + rows + " vectors of length " + dimension + ", DL4J has read "
                    + vectors.rows() + " of length " + vectors.dimension() + " (a word that occurs twice counts once)");
        }
        if (vectorBytes >= 0) {
            long expected = rows * (1 + Float.BYTES * dimension + (lineFeeds ? 1 : 0));
            for (int row = 0; row < rows; row++) {
                expected += vectors.tracks().id(vectors.track(row)).getBytes(StandardCharsets.UTF_8).length;
            }
            if (vectorBytes != expected) {
                throw new IOException(file + ": " + vectorBytes + " bytes behind the header where " + expected
                        + " were expected; an id with a space, or a short file");
            }
        }
    }
}
