package io.reco.core.io;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * RecBole atomic files: {@code NAME.inter}, {@code NAME.user}, {@code NAME.item}, tab-separated with a header of
 * {@code name:type}. Interactions go by the usual names ({@code user_id}, {@code item_id}, {@code rating},
 * {@code timestamp} in seconds and the others of {@link EventTableFormat}). Users: {@code user_id}, {@code age} (years or
 * a band), {@code gender}. Items: {@code item_id}, a title ({@code title}, {@code movie_title}, {@code name} ...),
 * {@code artist_id}, genres ({@code class}, {@code genre} ..., apart by spaces), {@code tags}, {@code release_year}
 * (what is no year is left out and counted in the notes). Columns
 * that are not used are named in the report.
 */
final class RecBoleFormat implements DatasetFormat {
    private static final Set<String> TYPES = Set.of("token", "token_seq", "float", "float_seq");
    private static final List<String> TITLES =
            List.of("title", "movie_title", "track_name", "name", "item_name", "artist_name");
    private static final List<String> GENRES = List.of("genres", "genre", "class", "categories");
    private static final int MAX_AGE = 150;

    @Override
    public String name() {
        return "recbole";
    }

    @Override
    public String description() {
        return "RecBole atomic files (NAME.inter, NAME.user, NAME.item)";
    }

    @Override
    public List<Role> roles() {
        return List.of(
                Role.withStem("inter", true, ".inter"),
                Role.withStem("user", false, ".user"),
                Role.withStem("item", false, ".item"));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(this, sources, options, session -> {
            for (Source source : sources.all("item")) {
                Items items = new Items(session);
                TextTable.utf8(Splitter.TAB).read(session, source, items);
                if (items.badYears > 0) {
                    session.note(items.badYears + " items have a release_year that is no year; it is left out");
                }
            }
            for (Source source : sources.all("user")) {
                TextTable.utf8(Splitter.TAB).read(session, source, new Users(session));
            }
            TextTable.utf8(Splitter.TAB)
                    .read(
                            session,
                            sources.required("inter"),
                            new EventRows(session, Optional.empty(), RecBoleFormat::plainNames));
        });
    }

    private static List<String> plainNames(List<String> cells) {
        return cells.stream().map(RecBoleFormat::typed).toList();
    }

    private static String typed(String cell) {
        int colon = cell.lastIndexOf(':');
        if (colon < 1 || !TYPES.contains(cell.substring(colon + 1))) {
            throw new IllegalArgumentException("'" + BadRecord.shortened(cell)
                    + "' in the header is not name:type with a type of token, token_seq, float, float_seq");
        }
        return cell.substring(0, colon);
    }

    /** Rows with typed headers that note the columns they do not use. */
    private abstract static class TypedRows extends HeaderRows {
        private final ReadSession session;
        private boolean noted;

        TypedRows(ReadSession session, String id) {
            super(id);
            this.session = session;
        }

        abstract List<String> used();

        abstract void take(ReadSession session, Row row) throws BadRecord;

        @Override
        String plainName(String cell) {
            return typed(cell);
        }

        @Override
        void record(Row row) throws BadRecord {
            if (!noted) {
                noted = true;
                List<String> unused = new ArrayList<>(names());
                unused.removeAll(used());
                if (!unused.isEmpty()) {
                    session.note("columns not used: " + String.join(", ", unused));
                }
            }
            take(session, row);
        }

        /** The first of these names that is a column. */
        final String among(List<String> candidates) {
            return candidates.stream().filter(names()::contains).findFirst().orElse("");
        }

        final String text(Row row, String column) {
            int j = at(column);
            return j < 0 ? "" : row.text(j);
        }

        final List<String> sequence(Row row, String column) {
            return Arrays.stream(text(row, column).split(" ", -1))
                    .filter(part -> !part.isEmpty())
                    .toList();
        }
    }

    private static final class Items extends TypedRows {
        private int badYears;

        Items(ReadSession session) {
            super(session, "item_id");
        }

        @Override
        List<String> used() {
            return List.of("item_id", among(TITLES), "artist_id", among(GENRES), "tags", "release_year");
        }

        @Override
        void take(ReadSession session, Row row) throws BadRecord {
            String id = row.id(at("item_id"));
            ReleaseDate released = year(text(row, "release_year"));
            if (session.dataset().catalog().trackTold(id)) {
                throw row.bad(RejectReason.DUPLICATE_ID, at("item_id"), "item");
            }
            Track.Builder track = Track.builder(id)
                    .title(text(row, among(TITLES)))
                    .genres(sequence(row, among(GENRES)))
                    .tags(sequence(row, "tags"))
                    .released(released);
            String artist = text(row, "artist_id");
            if (!artist.isEmpty()) {
                track.artist(artist);
            }
            session.dataset().catalog().addTrack(track.build());
        }

        /** ML-100K has a year that reads "unkonwn". */
        private ReleaseDate year(String text) {
            if (text.matches("[1-9][0-9]{3}")) {
                return new ReleaseDate(Integer.parseInt(text), 0, 0);
            }
            badYears += text.isEmpty() ? 0 : 1;
            return ReleaseDate.UNKNOWN;
        }
    }

    private static final class Users extends TypedRows {
        Users(ReadSession session) {
            super(session, "user_id");
        }

        @Override
        List<String> used() {
            return List.of("user_id", "age", "gender");
        }

        @Override
        void take(ReadSession session, Row row) throws BadRecord {
            String id = row.id(at("user_id"));
            AgeBand age = at("age") < 0 ? AgeBand.UNKNOWN : age(row, at("age"));
            Gender gender = at("gender") < 0 ? Gender.UNKNOWN : MovieLens.gender(row, at("gender"));
            if (session.dataset().characterTold(id)) {
                throw row.bad(RejectReason.DUPLICATE_ID, at("user_id"), "user");
            }
            session.dataset().addCharacter(Profile.of(id).withDemographics(gender, age));
        }

        private static AgeBand age(Row row, int j) throws BadRecord {
            String text = row.text(j);
            for (AgeBand band : AgeBand.values()) {
                if (band.label().equals(text)) {
                    return band;
                }
            }
            return text.isEmpty() ? AgeBand.UNKNOWN : AgeBand.ofAge((int) row.integer(j, 0, MAX_AGE));
        }
    }
}
