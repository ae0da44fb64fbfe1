from tadamon import create_app

app = create_app()
