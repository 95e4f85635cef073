package io.reco.eval.metric;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an example of the documentation: the inputs that its words state, such as <code>list {@code x, a}, relevant {@code a}</code>, up
 * to a place. What comes later replaces what came before. Items are {@code a} to {@code e} and {@code x} to {@code z}.
 */
final class ExampleReader {
    private static final int ITEMS = 8;
    private static final Pattern INPUT = Pattern.compile(
            "(list|relevant|training items|grades|gains|training counts|tags|vectors) \\{@code ([^}]*)\\}"
                    + "|(list|training items) by artists? (\\d(?:, \\d)*)"
                    + "|((?:\\{@code [a-z]\\}(?:,? and |, )?)+) by artist (\\d)"
                    + "|(level|catalogue of) (\\d+)"
                    + "|()(and the rest)");

    private int[] list = {};
    private Truth truth = Truth.binary();
    private int[] history = {};
    private int level = 1;
    private int items = ITEMS;
    private final int[] artists = new int[2 * ITEMS];
    private MetricResources resources = MetricResources.none();

    private ExampleReader() {
        Arrays.fill(artists, ItemGroups.NONE);
    }

    /** What the words say, at their end. */
    static ExampleReader of(String words) {
        ExampleReader reader = new ExampleReader();
        Matcher input = INPUT.matcher(words);
        while (input.find()) {
            reader.read(input.toMatchResult());
        }
        return reader;
    }

    private void read(MatchResult input) {
        if (input.group(1) != null) {
            readItems(input.group(1), List.of(input.group(2).split(", ")));
        } else if (input.group(3) != null) {
            readArtists(input.group(3), List.of(input.group(4).split(", ")));
        } else if (input.group(5) != null) {
            Matcher item = Pattern.compile("\\{@code (.)\\}").matcher(input.group(5));
            while (item.find()) {
                artists[index(item.group(1))] = Integer.parseInt(input.group(6));
            }
        } else if (input.group(7) != null) {
            int number = Integer.parseInt(input.group(8));
            level = input.group(7).equals("level") ? number : level;
            items = input.group(7).equals("level") ? items : number;
        } else {
            addTheRest();
        }
    }

    private void readItems(String kind, List<String> entries) {
        switch (kind) {
            case "list" -> list = indices(entries);
            case "relevant" -> truth = Truth.binary(indices(entries));
            case "training items" -> history = indices(entries);
            case "grades" ->
                truth = Truth.graded(
                        indices(entries),
                        values(entries).stream().mapToInt(Integer::parseInt).toArray());
            case "gains" -> {
                double[] gains = values(entries).stream()
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                truth = Truth.weighted(
                        indices(entries),
                        Arrays.stream(gains).mapToInt(g -> g > 0 ? 1 : 0).toArray(),
                        gains);
            }
            case "training counts" -> readCounts(entries);
            case "tags" -> readTags(entries);
            default -> readVectors(entries);
        }
    }

    private void readCounts(List<String> entries) {
        int[] counts = new int[entries.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[index(entries.get(i))] = Integer.parseInt(values(entries).get(i));
        }
        int characters = Arrays.stream(counts).max().orElseThrow(); // one item is everybody's
        resources = resources.withPopularity(Popularity.of(counts, characters, i -> String.valueOf((char) ('a' + i))));
        items = counts.length;
    }

    private void readTags(List<String> entries) {
        Map<String, Integer> names = new TreeMap<>();
        List<List<String>> tagsOf = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            tagsOf.add(List.of());
        }
        for (int i = 0; i < entries.size(); i++) {
            List<String> tags = List.of(values(entries).get(i).split(" \\+ "));
            tagsOf.set(index(entries.get(i)), tags);
            tags.forEach(tag -> names.putIfAbsent(tag, names.size()));
        }
        int[] offsets = new int[ITEMS + 1];
        IntArrayList tags = new IntArrayList();
        for (int i = 0; i < ITEMS; i++) {
            tagsOf.get(i).stream().map(names::get).sorted().forEach(tags::add);
            offsets[i + 1] = tags.size();
        }
        double[] weights = new double[tags.size()];
        Arrays.fill(weights, 1);
        resources = resources.withTags(new ItemTags(offsets, tags.toIntArray(), weights, names.size()));
    }

    private void readVectors(List<String> entries) {
        double[] rows = new double[2 * ITEMS];
        for (int i = 0; i < entries.size(); i++) {
            String[] vector = values(entries).get(i).split(" ");
            for (int d = 0; d < 2; d++) {
                rows[2 * index(entries.get(i)) + d] = Double.parseDouble(vector[d]);
            }
        }
        resources = resources.withVectors(ItemSimilarity.cosine(rows, 2));
    }

    /** Artists of items without a letter: those of the list, or new ones in training. */
    private void readArtists(String kind, List<String> numbers) {
        boolean training = kind.equals("training items");
        int first = training ? ITEMS : 0;
        int[] places = new int[numbers.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = first + i;
            artists[places[i]] = Integer.parseInt(numbers.get(i));
        }
        if (training) {
            history = places;
        } else {
            list = places;
        }
    }

    private void addTheRest() {
        IntArrayList all = new IntArrayList(list);
        for (int i = 0; i < items; i++) {
            if (!all.contains(i)) {
                all.add(i);
            }
        }
        list = all.toIntArray();
    }

    private static int[] indices(List<String> entries) {
        return entries.stream().mapToInt(ExampleReader::index).toArray();
    }

    private static List<String> values(List<String> entries) {
        return entries.stream()
                .map(entry -> entry.substring(entry.indexOf(':') + 2))
                .toList();
    }

    private static int index(String entry) {
        char letter = entry.charAt(0);
        return letter < 'x' ? letter - 'a' : letter - 'x' + 5;
    }

    /** The character of the example. */
    MetricContext context() {
        return MetricContext.of(RankedItems.of(list), truth, level, history);
    }

    /** What the example knows of items. */
    MetricResources resources() {
        return resources.withArtists(new ItemGroups(artists)).withItems(items);
    }

    /** The lists of all characters, for {@link Exposure}. */
    int items() {
        return items;
    }

    double value(String label) {
        return ((ListMetric) Metrics.parse(label, resources())).value(context());
    }
}
