package io.reco.eval.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * Tests and intervals against values of an independent program: our own set (exact fractions and scipy 1.10.1, made by {@code
 * make_golden.py} beside it) and the fixtures' set, which may be absent.
 */
class SignificanceGoldenTest {
    private static final Path OWN = Path.of("src", "test", "resources", "io", "reco", "eval", "stats", "significance");
    private static final Path FIXTURES = Path.of("..", "..", "shared", "fixtures", "eval", "significance");
    private static final double TOLERANCE = 1e-9;
    private static final int RESAMPLES = 10_000;

    private record Expected(String name, String test, String quantity, double value) {}

    private static List<String[]> rows(Path file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                rows.add(line.split("\t", -1));
            }
        }
        return rows.subList(1, rows.size());
    }

    private static Map<String, PairedDifferences> vectors(Path folder) throws IOException {
        Map<String, List<double[]>> pairs = new LinkedHashMap<>();
        for (String[] row : rows(folder.resolve("vectors.tsv"))) {
            double[] pair = {Double.parseDouble(row[2]), Double.parseDouble(row[3])};
            pairs.computeIfAbsent(row[0], name -> new ArrayList<>()).add(pair);
        }
        Map<String, PairedDifferences> vectors = new LinkedHashMap<>();
        pairs.forEach((name, list) -> {
            double[] a = list.stream().mapToDouble(p -> p[0]).toArray();
            double[] b = list.stream().mapToDouble(p -> p[1]).toArray();
            vectors.put(name, PairedDifferences.of(a, b));
        });
        return vectors;
    }

    /** Compares every row, and returns those that are none of ours. */
    private static Set<String> check(Path folder) throws IOException {
        Map<String, PairedStatistics> actual = new LinkedHashMap<>();
        vectors(folder)
                .forEach((name, differences) -> actual.put(
                        name, PairedStatistics.of(differences, TestOptions.DEFAULT.withResamples(RESAMPLES))));
        List<Expected> expected = new ArrayList<>();
        Map<String, Double> tolerances = new LinkedHashMap<>();
        for (String[] row : rows(folder.resolve("expected.tsv"))) {
            if (row[2].startsWith("tol_for_R10000")) {
                tolerances.put(row[0] + " " + row[1], Double.parseDouble(row[3]));
            } else if (!row[1].startsWith("scipy1.10")) { // known to be wrong with ties
                expected.add(new Expected(row[0], row[1], row[2], Double.parseDouble(row[3])));
            }
        }
        Set<String> unknown = new LinkedHashSet<>();
        for (Expected e : expected) {
            PairedStatistics statistics = Objects.requireNonNull(actual.get(e.name), e.name);
            OptionalDouble value = statistics.value(e.test, e.quantity);
            boolean drawn = e.test.endsWith("_mc");
            if (value.isEmpty() || (drawn && !tolerances.containsKey(e.name + " " + e.test))) {
                unknown.add(e.test + " " + e.quantity);
                continue;
            }
            double tolerance = TOLERANCE;
            if (drawn) {
                tolerance += Objects.requireNonNull(tolerances.get(e.name + " " + e.test));
            }
            assertThat(value.getAsDouble())
                    .as("%s %s %s", e.name, e.test, e.quantity)
                    .isCloseTo(e.value, within(tolerance * Math.max(1, Math.abs(e.value))));
            if (!drawn && e.quantity.startsWith("p_")) {
                assertThat(value.getAsDouble())
                        .as("%s %s %s, relative", e.name, e.test, e.quantity)
                        .isCloseTo(e.value, within(TOLERANCE * e.value));
            }
        }
        return unknown;
    }

    @Test
    void everyValueOfOurOwnSet() throws IOException {
        assertThat(check(OWN)).isEmpty();
    }

    @Test
    void everyValueOfTheFixtures() throws IOException {
        assumeTrue(Files.exists(FIXTURES), () -> "skipped: no golden files in " + FIXTURES);
        Set<String> unknown = check(FIXTURES);
        if (!unknown.isEmpty()) {
            throw new TestAbortedException("the others agree; names that are not known here: " + unknown);
        }
    }

    @Test
    void correctionsOfOurOwnSet() throws IOException {
        checkCorrections(OWN);
    }

    private static void checkCorrections(Path folder) throws IOException {
        Map<String, List<double[]>> families = new LinkedHashMap<>();
        for (String[] row : rows(folder.resolve("multiple.tsv"))) {
            double[] numbers = new double[6];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Double.parseDouble(row[2 + i]);
            }
            families.computeIfAbsent(row[0], name -> new ArrayList<>()).add(numbers);
        }
        Correction[] columns = {
            Correction.BONFERRONI, Correction.HOLM, Correction.HOCHBERG, Correction.BENJAMINI_HOCHBERG, Correction.SIDAK
        };
        assertThat(families).hasSizeGreaterThan(3);
        families.forEach((name, family) -> {
            double[] p = family.stream().mapToDouble(n -> n[0]).toArray();
            for (int c = 0; c < columns.length; c++) {
                double[] adjusted = columns[c].adjust(p);
                for (int i = 0; i < p.length; i++) {
                    double value = family.get(i)[1 + c];
                    assertThat(adjusted[i]).as("%s %s %d", name, columns[c], i).isCloseTo(value, within(1e-12 * value));
                }
            }
        });
    }

    @Test
    void powerIsThatOfTheNoncentralT() throws IOException {
        for (String[] row : rows(OWN.resolve("power.tsv"))) {
            double power = SampleSize.power(
                    Double.parseDouble(row[0]), Double.parseDouble(row[1]), Double.parseDouble(row[2]));
            // From 20,000 on the normal distribution is used.
            double tolerance = row[1].equals("20000") ? 2e-5 : 1e-9;
            assertThat(power).as(String.join(" ", row)).isCloseTo(Double.parseDouble(row[3]), within(tolerance));
        }
    }
}
