package io.reco.eval.metric;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the golden files of {@code ../shared/fixtures/eval}, which may be absent. */
final class Fixtures {
    private Fixtures() {}

    static Path folder() {
        return Path.of("..", "..", "shared", "fixtures", "eval");
    }

    /** A file of the fixtures; the calling test is skipped when it is not there. */
    static Path need(String name) {
        Path path = folder().resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: no golden file " + path);
        return path;
    }

    /** All sub-folders with ranking files, empty when there are no fixtures. */
    static List<Path> expectedRankingFiles() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder(), 2)) {
            return files.filter(p -> p.getFileName().toString().matches("expected_[A-Za-z]+_[a-z]+_l\\d\\.tsv"))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a key that must be there. */
    static <K, V> V get(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new AssertionError("no entry for " + key);
        }
        return value;
    }

    static List<String[]> rows(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.lines().map(line -> line.split("\t", -1)).collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Item ids as dense indices. */
    static final class Ids {
        private final Map<String, Integer> index = new HashMap<>();
        private final List<String> ids = new ArrayList<>();

        int of(String id) {
            return index.computeIfAbsent(id, x -> {
                ids.add(x);
                return ids.size() - 1;
            });
        }

        String id(int i) {
            return ids.get(i);
        }

        int size() {
            return ids.size();
        }
    }

    /** A file of user, item, number. Users in order of first appearance. */
    record Table(Map<String, List<Integer>> items, Map<String, List<Double>> numbers) {
        static Table read(Path file, Ids ids) {
            Map<String, List<Integer>> items = new LinkedHashMap<>();
            Map<String, List<Double>> numbers = new LinkedHashMap<>();
            for (String[] row : rows(file).subList(1, rows(file).size())) {
                items.computeIfAbsent(row[0], u -> new ArrayList<>()).add(ids.of(row[1]));
                numbers.computeIfAbsent(row[0], u -> new ArrayList<>()).add(Double.parseDouble(row[2]));
            }
            return new Table(items, numbers);
        }

        Set<String> users() {
            return items.keySet();
        }

        int[] itemsOf(String user) {
            return items.getOrDefault(user, List.of()).stream().mapToInt(x -> x).toArray();
        }

        double[] numbersOf(String user) {
            return numbers.getOrDefault(user, List.of()).stream()
                    .mapToDouble(x -> x)
                    .toArray();
        }

        Truth truthOf(String user) {
            int[] grades =
                    get(numbers, user).stream().mapToInt(Double::intValue).toArray();
            return Truth.graded(itemsOf(user), grades);
        }

        int[] historyOf(String user) {
            return new TreeSet<>(items.getOrDefault(user, List.of()))
                    .stream().mapToInt(x -> x).toArray();
        }
    }
}
