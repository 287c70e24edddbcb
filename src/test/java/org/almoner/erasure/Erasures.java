package org.almoner.erasure;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.almoner.wizard.Givers;

/** Somebody with words nobody else has, and what is done to her. */
abstract class Erasures {

    @Inject DataSource database;

    final String first = "Fi" + Givers.word();
    final String last = "La" + Givers.word();
    final String later = "Ne" + Givers.word();
    final String street = "St" + Givers.word();
    final String town = "To" + Givers.word();
    final String title = "Ti" + Givers.word();
    final String email = "em" + Givers.word() + "@example.org";
    final String other = "ot" + Givers.word() + "@example.org";
    final String phone = "+49301" + (1_000_000 + (int) (Math.random() * 8_999_999));
    final String agent = "Ag" + Givers.word();
    final String ip = "2001:db8::" + Givers.word().substring(0, 4);

    List<String> words() {
        return List.of(first, last, later, street, town, title, email, other, phone, agent, ip);
    }

    Map<String, Object> her(String country) {
        return Map.of(
                "firstName", first,
                "lastName", last,
                "title", title,
                "email", email,
                "phone", phone,
                "address",
                        Map.of(
                                "street", street,
                                "houseNumber", "7",
                                "postcode", country.equals("NL") ? "1234 AB" : "10115",
                                "town", town,
                                "country", country));
    }

    int sql(String sql, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    List<String> texts(String sql, Object... values) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    static Response erase(String token) {
        return given().auth().oauth2(token).post("/v1/me/erasure");
    }

    static JsonPath erased(String token) {
        return erase(token).then().statusCode(201).extract().jsonPath();
    }

    static Map<String, Object> item(JsonPath report, String data) {
        return report.getMap("items.find { it.data == '" + data + "' }");
    }
}
