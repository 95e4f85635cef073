package io.reco.benchmarks.quality;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The MovieLens-1M file of SASRec and BERT4Rec, {@code ml-1m.txt} with {@code user item} a line, joined with gender, age and
 * genres of MovieLens by maps of its ids. In a directory, each with or without {@code .gz}:
 *
 * <ul>
 *   <li>{@code ml-1m.txt}
 *   <li>{@code sas_to_original_users.txt}, {@code sas_to_original_items.txt}: {@code id original-id} a line
 *   <li>{@code users.tsv}: original id, gender, age, ... ; {@code items.tsv}: original id, title, genres separated by {@code |}
 *   <li>{@code timestamps_partial.txt}, only if times are wanted: epoch seconds first, a line for each of {@code ml-1m.txt}
 * </ul>
 */
final class SasrecMovies {
    private static final String EVENTS = "ml-1m.txt";

    private SasrecMovies() {}

    /** Whether a directory has the events. */
    static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(EVENTS)) || Files.exists(directory.resolve(EVENTS + ".gz"));
    }

    /** Reads all of it. */
    static Dataset read(Path directory, boolean timed) throws IOException {
        DatasetBuilder builder = Dataset.builder("ml-1m");
        Map<String, String> users = rows(directory, "sas_to_original_users.txt", " ", 0, 1);
        Map<String, String> items = rows(directory, "sas_to_original_items.txt", " ", 0, 1);
        Map<String, String> genders = rows(directory, "users.tsv", "\t", 0, 1);
        Map<String, String> ages = rows(directory, "users.tsv", "\t", 0, 2);
        Map<String, String> genres = rows(directory, "items.tsv", "\t", 0, 2);
        for (Map.Entry<String, String> item : items.entrySet()) {
            builder.catalog()
                    .addTrack(Track.builder(item.getKey())
                            .genres(List.of(
                                    genres.getOrDefault(item.getValue(), "").split("\\|")))
                            .build());
        }
        for (Map.Entry<String, String> user : users.entrySet()) {
            String gender = genders.getOrDefault(user.getValue(), "");
            String age = ages.get(user.getValue());
            builder.addCharacter(Profile.of(user.getKey())
                    .withDemographics(
                            gender.isEmpty() ? Gender.UNKNOWN : Gender.valueOf(gender),
                            age == null ? AgeBand.UNKNOWN : AgeBand.ofAge(Integer.parseInt(age))));
        }
        List<String> events = lines(directory, EVENTS);
        List<String> times = timed ? lines(directory, "timestamps_partial.txt") : List.of();
        for (int i = 0; i < events.size(); i++) {
            String[] event = events.get(i).split(" ");
            long millis = timed ? 1000 * Long.parseLong(times.get(i).split(" ")[0]) : EventLog.NO_TIME;
            builder.addListen(event[0], event[1], millis);
        }
        return builder.build();
    }

    private static Map<String, String> rows(Path directory, String file, String separator, int key, int value)
            throws IOException {
        Map<String, String> map = new HashMap<>();
        for (String line : lines(directory, file)) {
            String[] fields = line.split(separator);
            map.put(fields[key], fields[value]);
        }
        return map;
    }

    private static List<String> lines(Path directory, String name) throws IOException {
        Path plain = directory.resolve(name);
        Path packed = directory.resolve(name + ".gz");
        if (!Files.exists(plain) && !Files.exists(packed)) {
            throw new NoSuchFileException(plain.toString(), null, "neither this nor " + name + ".gz");
        }
        try (InputStream in = Files.exists(plain)
                        ? Files.newInputStream(plain)
                        : new GZIPInputStream(Files.newInputStream(packed));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            return lines;
        }
    }
}
