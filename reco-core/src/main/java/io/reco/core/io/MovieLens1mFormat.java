package io.reco.core.io;

import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Track;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * MovieLens 1M as it was published: {@code ratings.dat}, {@code users.dat}, {@code movies.dat} (ISO-8859-1), columns apart
 * by {@code ::}. The release year is the one in brackets at the end of the title.
 */
final class MovieLens1mFormat implements DatasetFormat {
    @Override
    public String name() {
        return "movielens-1m";
    }

    @Override
    public String description() {
        return "MovieLens 1M (ratings.dat, users.dat, movies.dat)";
    }

    @Override
    public List<Role> roles() {
        return List.of(
                Role.required("ratings", "ratings.dat"),
                Role.optional("users", "users.dat"),
                Role.optional("movies", "movies.dat"));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(this, sources, options, session -> {
            for (Source source : sources.all("movies")) {
                readMovies(session, source);
            }
            for (Source source : sources.all("users")) {
                MovieLens.readUsers(session, source, Splitter.DOUBLE_COLON, 2, 1);
            }
            MovieLens.readRatings(session, sources.required("ratings"), Splitter.DOUBLE_COLON);
        });
    }

    private static void readMovies(ReadSession session, Source source) throws IOException {
        DatasetBuilder dataset = session.dataset();
        TextTable.latin1(Splitter.DOUBLE_COLON, "movie", "title", "genres").read(session, source, row -> {
            row.require(3);
            String id = row.id(0);
            List<String> genres = new ArrayList<>();
            for (String genre : row.text(2).split("\\|", -1)) {
                if (genre.isEmpty()) {
                    throw row.bad(RejectReason.MISSING_VALUE, 2, "a genre without a name");
                }
                genres.add(genre);
            }
            if (dataset.catalog().trackTold(id)) {
                throw row.bad(RejectReason.DUPLICATE_ID, 0, "movie");
            }
            String title = row.text(1);
            dataset.catalog()
                    .addTrack(Track.builder(id)
                            .title(title)
                            .genres(genres)
                            .released(MovieLens.yearOf(title))
                            .build());
            return true;
        });
    }
}
