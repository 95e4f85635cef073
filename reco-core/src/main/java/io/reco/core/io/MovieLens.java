package io.reco.core.io;

import io.reco.core.data.AgeBand;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventType;
import io.reco.core.data.Gender;
import io.reco.core.data.Origin;
import io.reco.core.data.Profile;
import io.reco.core.data.ReleaseDate;
import java.io.IOException;
import java.util.Locale;

/** What the MovieLens formats have in common: a rating is a listen whose value is the rating. */
final class MovieLens {
    private static final int MAX_AGE = 150;

    private MovieLens() {}

    static void readRatings(ReadSession session, Source source, Splitter splitter) throws IOException {
        DatasetBuilder dataset = session.dataset();
        TextTable.utf8(splitter, "user", "movie", "rating", "timestamp").read(session, source, row -> {
            row.require(4);
            String user = row.id(0);
            String movie = row.id(1);
            float rating = row.value(2);
            if (!(rating >= 0.5f && rating <= 5f)) {
                throw row.bad(RejectReason.OUT_OF_RANGE, 2, "accepted is [0.5, 5]");
            }
            long time = row.time(3, TimeUnitFormat.SECONDS);
            session.addEvent(
                    dataset.character(user),
                    dataset.catalog().track(movie),
                    time,
                    EventType.LISTEN,
                    -1,
                    rating,
                    Origin.UNKNOWN);
            return true;
        });
    }

    /** Reads users; occupation and zip code are not kept. */
    static void readUsers(ReadSession session, Source source, Splitter splitter, int ageColumn, int genderColumn)
            throws IOException {
        String[] names = {"user", "", "", "occupation", "zip"};
        names[ageColumn] = "age";
        names[genderColumn] = "gender";
        TextTable.utf8(splitter, names).read(session, source, row -> {
            row.require(5);
            String id = row.id(0);
            AgeBand age = AgeBand.ofAge((int) row.integer(ageColumn, 0, MAX_AGE));
            Gender gender = gender(row, genderColumn);
            if (session.dataset().characterTold(id)) {
                throw row.bad(RejectReason.DUPLICATE_ID, 0, "user");
            }
            session.dataset().addCharacter(Profile.of(id).withDemographics(gender, age));
            return true;
        });
    }

    /** Gender from a letter or word, any case; empty is not told. */
    static Gender gender(Row row, int j) throws BadRecord {
        String text = row.text(j);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> Gender.UNKNOWN;
            case "f", "female" -> Gender.F;
            case "m", "male" -> Gender.M;
            case "x", "other" -> Gender.X;
            default -> throw row.bad(RejectReason.UNKNOWN_VALUE, j, "accepted are F, M, X");
        };
    }

    /** The year in brackets at the end of a title. */
    static ReleaseDate yearOf(String title) {
        int n = title.length();
        if (n >= 6 && title.charAt(n - 6) == '(' && title.charAt(n - 1) == ')') {
            String year = title.substring(n - 5, n - 1);
            if (year.matches("[1-9][0-9]{3}")) {
                return new ReleaseDate(Integer.parseInt(year), 0, 0);
            }
        }
        return ReleaseDate.UNKNOWN;
    }
}
