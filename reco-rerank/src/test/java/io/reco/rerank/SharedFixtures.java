package io.reco.rerank;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Golden cases in the folder {@code shared} beside the repository; tests that need them are skipped without it. */
public final class SharedFixtures {
    private static final Path FOLDER = Path.of("..", "..", "shared", "fixtures", "rerank");

    private SharedFixtures() {}

    /** Rows of a tab-separated file by column name; skips the test when the file is not there. */
    public static List<Map<String, String>> rows(String file) {
        Path path = FOLDER.resolve(file);
        assumeThat(path).as("golden cases").exists();
        try {
            List<String> lines = Files.readAllLines(path);
            String[] header = lines.get(0).split("\t", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int c = 0; c < header.length; c++) {
                    row.put(header[c], c < cells.length ? cells[c] : "");
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
