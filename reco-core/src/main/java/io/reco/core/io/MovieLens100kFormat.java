package io.reco.core.io;

import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * MovieLens 100K as it was published: {@code u.data}, {@code u.user}, {@code u.item} (ISO-8859-1), {@code u.genre}. Without
 * {@code u.genre} the genres are the 19 of the README in their order. Video release and URL are not kept.
 */
final class MovieLens100kFormat implements DatasetFormat {
    private static final List<String> GENRES = List.of(
            "unknown",
            "Action",
            "Adventure",
            "Animation",
            "Children's",
            "Comedy",
            "Crime",
            "Documentary",
            "Drama",
            "Fantasy",
            "Film-Noir",
            "Horror",
            "Musical",
            "Mystery",
            "Romance",
            "Sci-Fi",
            "Thriller",
            "War",
            "Western");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int FIRST_FLAG = 5;

    @Override
    public String name() {
        return "movielens-100k";
    }

    @Override
    public String description() {
        return "MovieLens 100K (u.data, u.user, u.item, u.genre)";
    }

    @Override
    public List<Role> roles() {
        return List.of(
                Role.required("data", "u.data"),
                Role.optional("user", "u.user"),
                Role.optional("item", "u.item"),
                Role.optional("genre", "u.genre"));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(this, sources, options, session -> {
            List<String> genres = new ArrayList<>();
            for (Source source : sources.all("genre")) {
                readGenres(session, source, genres);
            }
            for (Source source : sources.all("item")) {
                readItems(session, source, genres.isEmpty() ? GENRES : genres);
            }
            for (Source source : sources.all("user")) {
                MovieLens.readUsers(session, source, Splitter.PIPE, 1, 2);
            }
            MovieLens.readRatings(session, sources.required("data"), Splitter.TAB);
        });
    }

    private static void readGenres(ReadSession session, Source source, List<String> genres) throws IOException {
        TextTable.utf8(Splitter.PIPE, "genre", "number").read(session, source, row -> {
            row.require(2);
            String genre = row.id(0);
            if (genres.contains(genre)) {
                throw row.bad(RejectReason.DUPLICATE_ID, 0, "genre");
            }
            row.integer(1, genres.size(), genres.size());
            genres.add(genre);
            return true;
        });
    }

    private static void readItems(ReadSession session, Source source, List<String> genres) throws IOException {
        DatasetBuilder dataset = session.dataset();
        TextTable.latin1(Splitter.PIPE, "movie", "title", "release", "video release", "url")
                .read(session, source, row -> {
                    row.require(FIRST_FLAG + genres.size());
                    String id = row.id(0);
                    List<String> own = new ArrayList<>();
                    for (int g = 0; g < genres.size(); g++) {
                        if (row.integer(FIRST_FLAG + g, 0, 1) == 1) {
                            own.add(genres.get(g));
                        }
                    }
                    ReleaseDate released = released(row, 2);
                    if (dataset.catalog().trackTold(id)) {
                        throw row.bad(RejectReason.DUPLICATE_ID, 0, "movie");
                    }
                    dataset.catalog()
                            .addTrack(Track.builder(id)
                                    .title(row.text(1))
                                    .genres(own)
                                    .released(released)
                                    .build());
                    return true;
                });
    }

    private static ReleaseDate released(Row row, int j) throws BadRecord {
        String text = row.text(j);
        if (text.isEmpty()) {
            return ReleaseDate.UNKNOWN;
        }
        try {
            if (text.matches("[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4}")) {
                return new ReleaseDate(
                        Integer.parseInt(text.substring(7)),
                        MONTHS.indexOf(text.substring(3, 6)) + 1,
                        Integer.parseInt(text.substring(0, 2)));
            }
        } catch (IllegalArgumentException e) {
            throw row.bad(RejectReason.BAD_TIME, j, String.valueOf(e.getMessage()));
        }
        throw row.bad(RejectReason.BAD_TIME, j, "wanted is a date like 01-Jan-1995");
    }
}
