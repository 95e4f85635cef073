package io.reco.benchmarks.quality;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/**
 * Vectors of any trainer, scaled to norm 1, as it wrote them in word2vec text format.
 *
 * @param ids id of each row
 * @param unit one vector a row
 */
record TextVectors(IdMap ids, FloatMatrix unit) {
    /** Reads a file: {@code rows dimension}, then an id and its components a line, separated by spaces. */
    static TextVectors read(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            StringTokenizer head = new StringTokenizer(line(reader, file));
            int rows = Integer.parseInt(head.nextToken());
            int dimension = Integer.parseInt(head.nextToken());
            IdMap.Builder ids = new IdMap.Builder();
            FloatMatrix matrix = FloatMatrix.allocate(rows, dimension);
            float[] vector = new float[dimension];
            for (int row = 0; row < rows; row++) {
                StringTokenizer fields = new StringTokenizer(line(reader, file));
                ids.add(fields.nextToken());
                for (int i = 0; i < dimension; i++) {
                    vector[i] = Float.parseFloat(fields.nextToken());
                }
                matrix.setRow(row, vector, 0);
            }
            matrix.normalizeRows();
            return new TextVectors(ids.build(), matrix);
        }
    }

    private static String line(BufferedReader reader, Path file) throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new IOException(file + " ends before the rows its first line announces");
        }
        return line;
    }
}
