package io.reco.examples;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Listen;
import io.reco.examples.model.NameLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whose history a command goes by. */
final class HistoryArguments {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private Whose whose;

    /** One of these. */
    static final class Whose {
        @Option(
                names = "--history",
                paramLabel = "ID",
                split = ",",
                required = true,
                description = "Tracks by id or title, oldest first, with commas.")
        private List<String> history = new ArrayList<>();

        @Option(
                names = "--character",
                paramLabel = "ID",
                required = true,
                description = "A character of the data, which --data must name.")
        private @Nullable String character;

        @Option(
                names = "--playlist",
                paramLabel = "ID",
                required = true,
                description = "A playlist of the data, by id or title, which --data must name.")
        private @Nullable String playlist;
    }

    @Option(names = "--gender", paramLabel = "NAME", description = "Gender: ${COMPLETION-CANDIDATES}.")
    private @Nullable Gender gender;

    @Option(names = "--age", paramLabel = "YEARS", converter = AgeArgument.class, description = "Age in years.")
    private @Nullable AgeBand age;

    @Option(
            names = "--exclude",
            paramLabel = "ID",
            split = ",",
            description = "Tracks that may not be in the answer, with commas.")
    private List<String> exclude = new ArrayList<>();

    /**
     * Somebody to answer.
     *
     * @param caption in words
     * @param character raw id of a character of the data; empty for a history
     * @param history oldest first
     * @param gender gender
     * @param ageBand age band
     * @param excluded raw ids of tracks
     */
    record Asked(
            String caption,
            Optional<String> character,
            List<Listen> history,
            Gender gender,
            AgeBand ageBand,
            List<String> excluded) {}

    /**
     * Checks what needs no look at the data, before it is read.
     *
     * @param data where it comes from, if any is named
     * @throws UsageException if data is needed and none is named, its options do not go together, or a history names no track
     */
    void check(DataArguments data) {
        if (data.given()) {
            data.check();
        } else if (whose.character != null) {
            throw new UsageException(
                    "--character needs the data with its history: give --data and --format, or --world");
        } else if (whose.playlist != null) {
            throw new UsageException("--playlist needs the data with its tracks: give --data and --format, or --world");
        }
        if (whose.character == null
                && whose.playlist == null
                && whose.history.stream().allMatch(String::isBlank)) {
            throw new UsageException("--history names no track: there is nothing to go by");
        }
    }

    /**
     * Looks names up; {@link #check} comes before.
     *
     * @param data empty if no data was named
     * @throws IllegalArgumentException if an id is not there
     */
    Asked resolve(Catalog catalog, Optional<Dataset> data) {
        NameLookup tracks = new NameLookup("track", catalog.tracks(), catalog::title);
        List<String> excluded = exclude.stream().map(tracks::find).toList();
        AgeBand band = age == null ? AgeBand.UNKNOWN : age;
        Gender told = gender == null ? Gender.UNKNOWN : gender;
        if (whose.character != null) {
            Dataset dataset = data.orElseThrow();
            String id = new NameLookup("character", dataset.profiles().ids(), c -> "").find(whose.character);
            int c = dataset.profiles().ids().indexOf(id);
            return new Asked(
                    "character " + id,
                    Optional.of(id),
                    events(dataset, c),
                    gender == null ? dataset.profiles().gender(c) : gender,
                    age == null ? dataset.profiles().ageBand(c) : age,
                    excluded);
        }
        if (whose.playlist != null) {
            Dataset dataset = data.orElseThrow();
            String id = new NameLookup("playlist", dataset.playlists().ids(), dataset.playlists()::title)
                    .find(whose.playlist);
            List<Listen> history = new ArrayList<>();
            for (int t : dataset.playlists()
                    .tracks()
                    .toArray(dataset.playlists().ids().indexOf(id))) {
                history.add(Listen.of(dataset.catalog().tracks().id(t)));
            }
            return new Asked("playlist " + id, Optional.empty(), history, told, band, excluded);
        }
        List<Listen> history = whose.history.stream()
                .filter(text -> !text.isBlank())
                .map(text -> Listen.of(tracks.find(text)))
                .toList();
        return new Asked(
                "a history of " + history.size() + (history.size() == 1 ? " track" : " tracks"),
                Optional.empty(),
                history,
                told,
                band,
                excluded);
    }

    /** For {@code --age}. */
    static final class AgeArgument extends ParsedArgument<AgeBand> {
        @Override
        AgeBand parse(String text) {
            int years;
            try {
                years = Integer.parseInt(text.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is not a number of years", e);
            }
            return AgeBand.ofAge(years);
        }
    }

    private static List<Listen> events(Dataset data, int c) {
        EventLog log = data.events();
        IdMap tracks = data.catalog().tracks();
        List<Listen> events = new ArrayList<>();
        for (int i = log.start(c); i < log.end(c); i++) {
            events.add(new Listen(tracks.id(log.track(i)), log.timeMillis(i), log.type(i), log.millisPlayed(i)));
        }
        return events;
    }
}
